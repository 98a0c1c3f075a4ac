import { listOf, objectOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import { Resource, resourcesOf } from '../template/resource';
import { TemplateTexts } from '../template/template-texts';
import { durationText } from './duration-text';
import { gateOrdersOf } from './release-gates';

/** A service level objective. */
export interface ObjectiveRow {
  readonly stack: string;
  /** Empty where the stack has no service of this library. */
  readonly service: string;
  readonly name: string;
  /** Such as `99.9 %`. */
  readonly goal: string;
  /** Such as `30 d`. */
  readonly window: string;
  /** How far burn rates look back. */
  readonly burnRateWindows: readonly string[];
}

const UNITS: { readonly [unit: string]: string } = { MINUTE: 'min', HOUR: 'h', DAY: 'd', MONTH: 'month' };

/** Where the template is silent, CloudWatch has its own idea, which nobody has decided on. */
const NOT_STATED = 'not stated';

/** The objectives of all stacks. */
export function listObjectives(
  templates: readonly StackTemplate[],
  texts = new TemplateTexts(templates),
): ObjectiveRow[] {
  return templates.flatMap((template) => {
    const service = gateOrdersOf(template, texts)[0]?.service ?? '';
    return resourcesOf(template, 'AWS::ApplicationSignals::ServiceLevelObjective').map((resource) => ({
      stack: template.stack,
      service,
      ...readObjective(resource, texts),
    }));
  });
}

function readObjective({ name, template, properties }: Resource, texts: TemplateTexts) {
  const text = (value: unknown): string => texts.of(value, template);
  const { AttainmentGoal, Interval } = objectOf(properties.Goal);
  return {
    name: text(properties.Name) || name,
    goal: AttainmentGoal === undefined ? NOT_STATED : `${text(AttainmentGoal)} %`,
    window: windowOf(Interval, text),
    burnRateWindows: listOf(properties.BurnRateConfigurations)
      .map((one) => text(objectOf(one).LookBackWindowMinutes))
      .map((minutes) => (Number(minutes) > 0 ? durationText(Number(minutes) * 60) : minutes)),
  };
}

function windowOf(interval: unknown, text: (value: unknown) => string): string {
  const { RollingInterval, CalendarInterval } = objectOf(interval);
  const { Duration, DurationUnit } = objectOf(RollingInterval ?? CalendarInterval);
  if (Duration === undefined) return NOT_STATED;
  const [length, unit] = [text(Duration), text(DurationUnit)];
  const words = `${length} ${UNITS[unit] ?? unit}`;
  return RollingInterval === undefined ? `calendar: ${words}` : words;
}
