import { AcknowledgementIndex } from '../acknowledgements/acknowledgement-index';
import {
  AcceptedFinding,
  AcknowledgementJudgement,
  judgeAcknowledgements,
} from '../acknowledgements/judge-acknowledgements';
import { readAcknowledgements } from '../acknowledgements/read-acknowledgements';
import { Assembly } from '../assembly/assembly';
import { exposureOf } from '../exposure/exposure';
import { canaryProblems } from '../packs/canaries';
import { examineTemplates } from '../packs/examine-templates';
import { judgePrinciples } from '../principles/judge-principles';
import { principleCanaryProblems } from '../principles/principle-canary';
import { GOLDEN_PATH, ruleName } from '../principles/principle-finding';
import { PUBLIC_BUDGET } from '../principles/public-budget';
import { ExposureReport, Finding, Report } from '../report/report-model';
import { RulePack } from '../rule-packs';
import { listAlarmGaps } from '../signals/alarm/alarm-gaps';
import { listObjectives } from '../signals/objectives';
import { signalTable } from '../signals/signal-table';
import { OUTSIDE_ACKNOWLEDGEMENTS } from '../synth/synth-record';
import { AppTemplates } from '../template/app-templates';
import { withConstructPaths } from '../template/construct-paths';
import { appFindings } from './app-findings';
import { declaredExceptions, declaredServices } from './declarations';
import { Examined, examinedByPack, examinedByPrinciple } from './examined';
import { exposureRows } from './exposure-rows';
import { exposureTerms } from './exposure-terms';
import { gather, Gathered } from './gather';
import { distinctSorted } from './order';
import { packResults } from './pack-results';
import { Places } from './places';
import { principleRows } from './principle-rows';
import { crashedRules, problemsOf } from './problems';
import { compliantRows, ruleRows } from './rule-rows';
import { summarize } from './summary';
import {
  onRecord,
  packsOnRoll,
  securityPacks,
  synthAcceptances,
  synthFindings,
  SynthPack,
  synthPacks,
} from './synth-findings';

/** How an assembly is judged. */
export interface JudgeOptions {
  /** The packs that must have run in the synth. They are run over the templates in any case; default: those that the app names. */
  readonly packs?: readonly RulePack[];
  /** How many public components are allowed; default: what the app declares, or 0. */
  readonly budget?: number;
  /** The day by which acknowledgements are judged, as `2026-11-24`. */
  readonly date: string;
  /** What an expired acknowledgement does. */
  readonly expired: 'fail' | 'warn';
  /** The folder that locations in source code are relative to. */
  readonly folder: string;
}

/** Judges an assembly: what the synth said of it, what its templates show, and who accepted what of it. */
export function judge(assembly: Assembly, options: JudgeOptions): Report {
  return new Judgement(assembly, options).report();
}

/** The steps of a judgement, and what they share. */
class Judgement {
  private readonly app: AppTemplates;
  private readonly places: Places;
  private readonly synthPacks: readonly SynthPack[];
  private readonly packs: readonly RulePack[];
  private readonly acknowledged: AcknowledgementIndex;

  constructor(
    private readonly assembly: Assembly,
    private readonly options: JudgeOptions,
  ) {
    this.app = new AppTemplates(withConstructPaths(assembly));
    this.places = new Places(assembly, options.folder);
    this.synthPacks = synthPacks(assembly.plugins);
    this.packs = options.packs ?? packsOf(assembly);
    this.acknowledged = new AcknowledgementIndex(this.declared());
  }

  public report(): Report {
    const examination = examineTemplates(this.app, this.packs);
    const outcomes = judgePrinciples(this.app);
    const examined = [...examination.rows.map(examinedByPack), ...outcomes.flatMap(examinedByPrinciple)];
    const { findings: found, accepted } = this.gather(examined);
    const governance = this.governance(accepted);
    const exposure = this.exposure();
    const findings = distinctSorted(
      [...found, ...governance.findings, ...this.appFindings(exposure)],
      ['pack', 'rule', 'construct'],
    );
    const blind = [
      ...examination.problems,
      ...crashedRules(outcomes),
      ...canaryProblems(this.packs),
      ...principleCanaryProblems(),
    ];
    const contents = {
      ...this.describe(),
      ...this.rules(examined, { findings, accepted }, governance),
      problems: problemsOf(this.assembly.stacks, this.synthPacks, blind),
      exposure,
    };
    return { schema: 'golden-path/report/1', summary: summarize(contents), ...contents };
  }

  /** What there is, before anybody judges it. */
  private describe() {
    const services = distinctSorted(declaredServices(this.assembly, this.places), ['name', 'path']);
    const declared = services.map(({ name, path }) => ({ name, stackPath: this.places.stackOf(path)?.path ?? '' }));
    const { templates, texts } = this.app;
    const { rows: signals, missing: missingSignals } = signalTable(templates, declared, texts);
    return {
      judgedOn: this.options.date,
      stacks: distinctSorted(this.assembly.stacks, ['path']),
      services,
      exceptions: distinctSorted(declaredExceptions(this.assembly), ['construct', 'topic']),
      signals,
      missingSignals,
      objectives: distinctSorted(listObjectives(templates, texts), ['service', 'stack', 'name']),
      alarmGaps: distinctSorted(listAlarmGaps(templates, texts), ['stack', 'alarm']),
    };
  }

  private rules(examined: readonly Examined[], { findings, accepted }: Gathered, governance: AcknowledgementJudgement) {
    const compliant = compliantRows(examined);
    const rules = ruleRows(examined, compliant, { findings, accepted });
    const acknowledgements = distinctSorted(governance.acknowledgements, ['pack', 'rule', 'construct']);
    return {
      rules,
      compliant,
      findings,
      acknowledgements,
      packs: packResults(this.synthPacks, this.ranOverTemplates(), { findings, accepted }),
      principles: principleRows({
        ...{ rules, findings, acknowledgements, compliant },
        ranInSynth: securityPacks(this.finishedPacks()),
      }),
    };
  }

  private gather(examined: readonly Examined[]): Gathered {
    const { plugins, machineFolders } = this.assembly;
    return gather({
      // The budget is judged anew: the command may have been given another one.
      synth: synthFindings(plugins, machineFolders).filter(({ rule }) => rule !== ruleName(PUBLIC_BUDGET)),
      accepted: synthAcceptances(plugins, machineFolders),
      examined,
      ranInSynth: new Set(this.synthPacks.map(({ name }) => name)),
      places: this.places,
      acceptance: ({ pack, rule }, construct) => this.acceptance(pack, rule, construct),
    });
  }

  private acceptance(pack: string, rule: string, construct: string): AcceptedFinding | undefined {
    const by = this.acknowledged.find({ pack, rule, construct });
    return by && { pack, rule, construct, acknowledgedAt: by.construct, acknowledgedId: by.id, reason: by.reason };
  }

  private governance(accepted: readonly AcceptedFinding[]): AcknowledgementJudgement {
    return judgeAcknowledgements(this.declared(), accepted, {
      packs: new Set([...this.finishedPacks().map(({ name }) => name), ...this.ranOverTemplates()]),
      places: this.places,
      date: this.options.date,
      expired: this.options.expired,
      machineFolders: this.assembly.machineFolders,
    });
  }

  private declared() {
    return readAcknowledgements(this.assembly.metadata, onRecord(this.assembly.plugins, OUTSIDE_ACKNOWLEDGEMENTS));
  }

  private exposure(): ExposureReport {
    return exposureRows(exposureOf(this.app), exposureTerms(this.assembly, this.options.budget));
  }

  private appFindings(exposure: ExposureReport): Finding[] {
    const required = (this.options.packs ?? []).map(({ packName }) => packName);
    return appFindings(this.synthPacks, required, exposure);
  }

  /** One that crashed has looked at nothing. */
  private finishedPacks(): SynthPack[] {
    return this.synthPacks.filter(({ crash }) => crash === undefined);
  }

  private ranOverTemplates(): string[] {
    return [...this.packs.map(({ packName }) => packName), GOLDEN_PATH];
  }
}

/** Those that the app names, and that this library knows; AwsSolutions for an app that names none. */
function packsOf({ plugins }: Assembly): RulePack[] {
  const named = [...packsOnRoll(plugins), ...plugins.map(({ pluginName }) => pluginName)];
  const known = RulePack._ALL.filter(({ packName }) => named.includes(packName));
  return known.length > 0 ? known : [RulePack.AWS_SOLUTIONS];
}
