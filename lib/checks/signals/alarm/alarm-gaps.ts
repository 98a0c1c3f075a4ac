import { StackTemplate } from '../../assembly/assembly';
import { Resource, resourcesOf } from '../../template/resource';
import { TemplateTexts } from '../../template/template-texts';
import { AlarmRoutes } from './alarm-routes';

/** An alarm, of whatever app, that leaves open what it is for. */
export interface AlarmGap {
  readonly stack: string;
  readonly alarm: string;
  /** `action`, `description` or `TreatMissingData`. */
  readonly lacks: readonly string[];
}

/** The alarms of all stacks that do nothing, say nothing, or leave it to chance what silence means. */
export function listAlarmGaps(templates: readonly StackTemplate[], texts = new TemplateTexts(templates)): AlarmGap[] {
  const routes = new AlarmRoutes(templates, texts);
  return templates
    .flatMap((template) => [
      ...resourcesOf(template, 'AWS::CloudWatch::Alarm').map((alarm) =>
        gapOf(alarm, [
          ...lacksOf(alarm, routes, texts),
          ...(alarm.properties.TreatMissingData === undefined ? ['TreatMissingData'] : []),
        ]),
      ),
      ...resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm').map((alarm) =>
        gapOf(alarm, lacksOf(alarm, routes, texts)),
      ),
    ])
    .filter(({ lacks }) => lacks.length > 0);
}

function gapOf({ template, name }: Resource, lacks: readonly string[]): AlarmGap {
  return { stack: template.stack, alarm: name, lacks };
}

function lacksOf(alarm: Resource, routes: AlarmRoutes, texts: TemplateTexts): string[] {
  const described = texts.of(alarm.properties.AlarmDescription, alarm.template).trim() !== '';
  return [...(routes.acts(alarm) ? [] : ['action']), ...(described ? [] : ['description'])];
}
