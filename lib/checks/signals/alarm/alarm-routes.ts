import { isObject, listOf, objectOf } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { Resource, resourcesOf } from '../../template/resource';
import { TemplateTexts } from '../../template/template-texts';
import { gateOrdersOf } from '../release-gates';

/** What comes of it when an alarm fires: by itself, through alarms over it, and at the release gate. */
export class AlarmRoutes {
  /** Composite alarms by what makes them fire: an app may have thousands of alarms. */
  private readonly over = new Map<string, Composite[]>();
  private readonly suppressors: ReadonlySet<string>;
  private readonly judging: ReadonlySet<string>;

  constructor(
    templates: readonly StackTemplate[],
    private readonly texts: TemplateTexts,
  ) {
    const composites = templates
      .flatMap((template) => resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm'))
      .map((alarm) => this.readComposite(alarm));
    for (const composite of composites) {
      for (const name of composite.fires) this.over.set(name, [...(this.over.get(name) ?? []), composite]);
    }
    this.suppressors = new Set(composites.map(({ suppressor }) => suppressor));
    const orders = templates.flatMap((template) => gateOrdersOf(template, texts));
    this.judging = new Set(orders.flatMap(({ alarms }) => alarms));
  }

  /** Whether anything comes of it. An alarm that holds back the actions of another one does something, too. */
  public acts(alarm: Resource): boolean {
    return (
      actsItself(alarm) ||
      this.isJudging(alarm) ||
      this.namesOf(alarm).some((name) => this.suppressors.has(name)) ||
      this.alarmsOver(alarm).some(actsItself)
    );
  }

  /** Whether a release is rolled back while it fires. */
  public isJudging(alarm: Resource): boolean {
    return this.namesOf(alarm).some((name) => this.judging.has(name));
  }

  /** Where an alarm goes: to the release gate, to the alarms over it, or to whom it tells by itself. */
  public reaches(alarm: Resource, service: string): string[] {
    const gate = this.isJudging(alarm) ? ['release gate'] : [];
    const over = this.alarmsOver(alarm).map((composite) => this.routeOf(composite, service));
    const reached = [...gate, ...new Set(over.sort())];
    if (reached.length > 0) return reached;
    return [actsItself(alarm) ? 'its own actions' : 'nobody'];
  }

  /** Composite alarms that fire with it, directly or through others. */
  private alarmsOver(alarm: Resource): Resource[] {
    const found: Composite[] = [];
    const climb = (below: Resource): void => {
      for (const one of this.namesOf(below).flatMap((name) => this.over.get(name) ?? [])) {
        if (found.includes(one) || one.alarm.template.environment !== below.template.environment) continue;
        found.push(one);
        climb(one.alarm);
      }
    };
    climb(alarm);
    return found.map((one) => one.alarm);
  }

  /** A service's two alarms for people are known by their names; any other one says its own. */
  private routeOf(composite: Resource, service: string): string {
    const name = this.texts.of(composite.properties.AlarmName, composite.template) || composite.name;
    const [domain, of, severity, ...more] = name.split('/');
    const known = domain !== '' && of === service && ['page', 'ticket'].includes(severity) && more.length === 0;
    return known ? severity : name;
  }

  private readComposite(alarm: Resource): Composite {
    const { AlarmRule, ActionsSuppressor } = alarm.properties;
    return {
      alarm,
      fires: new Set(firesWith(this.texts.of(AlarmRule, alarm.template))),
      suppressor: withoutArn(this.texts.of(ActionsSuppressor, alarm.template)),
    };
  }

  /** What other resources call an alarm. */
  private namesOf({ template, logicalId, properties }: Resource): string[] {
    const id = `\${${template.path}/${logicalId}`;
    const name = this.texts.of(properties.AlarmName, template);
    return [`${id}}`, `${id}.Arn}`, ...(name === '' ? [] : [name])];
  }
}

interface Composite {
  readonly alarm: Resource;
  /** Alarms that make it fire. */
  readonly fires: ReadonlySet<string>;
  /** The alarm that holds its actions back. */
  readonly suppressor: string;
}

/** The alarms that a rule wants to fire, not those that it wants to be quiet. */
function firesWith(rule: string): string[] {
  return [...rule.matchAll(/(\bNOT\s+)?\bALARM\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]*))\s*\)/gi)]
    .filter(([, not]) => not === undefined)
    .map(([, , double, single, bare]) => withoutArn((double ?? single ?? bare).trim()));
}

function withoutArn(name: string): string {
  return name.replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, '');
}

function actsItself({ properties }: Resource): boolean {
  const { AlarmActions, InsufficientDataActions, ActionsEnabled } = properties;
  const enabled = String(ActionsEnabled ?? true) !== 'false';
  return enabled && [AlarmActions, InsufficientDataActions].some((actions) => holdsAction(actions));
}

/** What CloudFormation decides on only at deployment counts: nobody can know that it comes to nothing. */
function holdsAction(actions: unknown): boolean {
  if (isObject(actions)) return !isNoValue(actions);
  return listOf(actions).some((action) => !isNoValue(action));
}

function isNoValue(value: unknown): boolean {
  return objectOf(value).Ref === 'AWS::NoValue';
}
