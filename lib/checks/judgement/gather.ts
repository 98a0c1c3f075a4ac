import { AcceptedFinding } from '../acknowledgements/judge-acknowledgements';
import { Finding } from '../report/report-model';
import { isInfo } from '../report/severity';
import { Examined } from './examined';
import { Places } from './places';
import { SynthFinding } from './synth-findings';

/** What was found by whom. */
export interface Gathering {
  readonly synth: readonly SynthFinding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly examined: readonly Examined[];
  /** The packs that ran in the synth: what they missed there is worth a word. */
  readonly ranInSynth: ReadonlySet<string>;
  readonly places: Places;
  /** Who accepted a finding, where the synth did not tell because it did not see it. */
  acceptance(found: Pick<Examined, 'pack' | 'rule'>, construct: string): AcceptedFinding | undefined;
}

/** What is found, once, whoever found it; and what of it is accepted. */
export interface Gathered {
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
}

/**
 * Joins what the synth said with what the templates show.
 *
 * A finding is the same if pack, rule and construct are. What the synth said stands; the templates add what it could not see:
 * overrides of properties, raw resources, and everything if two copies of aws-cdk-lib were loaded.
 */
export function gather({ synth, accepted, examined, ranInSynth, places, acceptance }: Gathering): Gathered {
  // A note of another plugin says less than the pack does.
  const known = new Set([...synth.filter((one) => !isInfo(one)), ...accepted].map(keyOf));
  const broken = examined.filter(({ isCompliant }) => !isCompliant);
  const byKey = new Map(broken.map((one) => [keyOf(placed(one)), one]));
  const added = broken.filter((one) => !known.has(keyOf(placed(one))));
  const judged = added.map((one) => ({ one, by: acceptance(one, one.resource.name) }));
  return {
    accepted: [...accepted, ...judged.flatMap(({ by }) => by ?? [])],
    findings: [
      ...synth.map((one) => fromSynth(one, byKey.get(keyOf(one)), places)),
      ...judged
        .filter(({ by }) => by === undefined)
        .map(({ one }) => fromTemplate(one, places, ranInSynth.has(one.pack) && one.principle === undefined)),
    ],
  };
}

function placed({ pack, rule, resource }: Examined) {
  return { pack, rule, construct: resource.name };
}

function keyOf({ pack, rule, construct }: Pick<SynthFinding, 'pack' | 'rule' | 'construct'>): string {
  return JSON.stringify([pack, rule, construct]);
}

function fromSynth(found: SynthFinding, examined: Examined | undefined, places: Places): Finding {
  const location = places.locationOf(found.construct);
  return {
    ...found,
    stack: places.stackOf(found.construct)?.name ?? '',
    standards: examined?.standards ?? [],
    ...(examined?.principle === undefined ? {} : { principle: examined.principle }),
    ...(location === undefined ? {} : { location }),
  };
}

function fromTemplate(found: Examined, places: Places, onlyInTemplate: boolean): Finding {
  const { pack, rule, severity, resource, description, fix, principle, standards } = found;
  const location = places.locationOf(resource.name);
  return {
    pack,
    rule,
    severity,
    construct: resource.name,
    constructType: resource.type,
    description,
    ...(fix === undefined ? {} : { suggestedFix: fix }),
    stack: resource.template.stack,
    ...(principle === undefined ? {} : { principle }),
    standards,
    ...(location === undefined ? {} : { location }),
    ...(onlyInTemplate ? { onlyInTemplate } : {}),
  };
}
