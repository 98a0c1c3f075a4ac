import { PackResult, PackRun } from '../report/report-model';
import { Gathered } from './gather';
import { distinctSorted } from './order';
import { SynthPack } from './synth-findings';

/** Every pack that has looked at the app, in the synth or over the templates, with its verdict. */
export function packResults(
  synth: readonly SynthPack[],
  overTemplates: readonly string[],
  { findings, accepted }: Gathered,
): PackResult[] {
  const names = new Set([...synth.map(({ name }) => name), ...overTemplates]);
  const rows = [...names].map((name): PackResult => {
    const found = findings.filter(({ pack }) => pack === name).length;
    const inSynth = synth.find((pack) => pack.name === name);
    const ran: PackRun[] = [
      ...(inSynth === undefined ? [] : (['synth'] as const)),
      ...(overTemplates.includes(name) ? (['templates'] as const) : []),
    ];
    const counts = { findings: found, acknowledged: accepted.filter(({ pack }) => pack === name).length, ran };
    if (inSynth?.crash !== undefined) return { name, verdict: 'crashed', error: inSynth.crash, ...counts };
    return { name, verdict: found > 0 ? 'findings' : 'clean', ...counts };
  });
  return distinctSorted(rows, ['name']);
}
