import { listOf, objectOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import { Resource, resourcesOf } from '../template/resource';
import { TemplateTexts } from '../template/template-texts';

/** What a service has ordered from the release gate. */
export interface GateOrder {
  readonly service: string;
  readonly fingerprint: string;
  /** What the alarms are called by whose verdict a release is rolled back. */
  readonly alarms: readonly string[];
  /** How many functional tests there are. */
  readonly tests: number;
}

/** The orders in a template. A stack has one service; one whose order says no name is known by its place. */
export function gateOrdersOf(template: StackTemplate, texts: TemplateTexts): GateOrder[] {
  return resourcesOf(template, 'Custom::ReleaseGate').map((gate) => readOrder(gate, texts));
}

function readOrder({ template, name, properties }: Resource, texts: TemplateTexts): GateOrder {
  const { service, release, alarms, tests } = objectOf(properties.Order);
  return {
    service: texts.of(service, template) || name,
    fingerprint: texts.of(objectOf(release).fingerprint, template),
    alarms: listOf(alarms).map((alarm) => texts.of(alarm, template)),
    tests: listOf(tests).length,
  };
}
