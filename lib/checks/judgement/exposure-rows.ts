import { EgressWay, Exposure, OutsideGrant } from '../exposure/exposure-model';
import { EgressRow, ExposedResource, ExposureReport, GrantRow } from '../report/report-model';
import { Resource } from '../template/resource';
import { distinctSorted } from './order';

/** What decides how exposure is counted. */
export interface ExposureTerms {
  readonly budget: number;
  /** The reason given for a resource that is public, or whose exposure nobody knows. */
  declared(resource: Resource, verdict: 'public' | 'unknown'): string | undefined;
}

/** What the app shows to the outside, as rows. A public component counts though it is declared; an unknown one does not. */
export function exposureRows(exposure: Exposure, { budget, declared }: ExposureTerms): ExposureReport {
  const resources = exposure.judgements.map(({ resource, verdict, reason, paths }): ExposedResource => {
    const why = verdict === 'not-public' ? undefined : declared(resource, verdict);
    const { logicalId } = resource;
    return { ...rowOf(resource), logicalId, verdict, reason, paths, ...(why === undefined ? {} : { declared: why }) };
  });
  return {
    budget,
    public: resources.filter(({ verdict }) => verdict === 'public').length,
    unknown: resources.filter((one) => one.verdict === 'unknown' && one.declared === undefined).length,
    resources: distinctSorted(resources, ['stack', 'construct', 'logicalId']),
    grants: distinctSorted(exposure.grants.map(grantRow), ['stack', 'construct', 'kind', 'to']),
    egress: distinctSorted(exposure.egress.map(egressRow), ['stack', 'construct', 'to']),
  };
}

function rowOf({ template, name, type }: Resource) {
  return { stack: template.stack, construct: name, type };
}

function grantRow({ resource, kind, to, what }: OutsideGrant): GrantRow {
  return { ...rowOf(resource), kind, to, what };
}

function egressRow({ resource, to, reason, verdict }: EgressWay): EgressRow {
  return { ...rowOf(resource), to, reason, verdict };
}
