import { isObject, JsonObject } from '../../private/json';
import { ACKNOWLEDGEMENT_METADATA } from '../../private/metadata';
import { ConstructMetadata } from '../assembly/assembly';
import { CannotJudgeError } from '../assembly/cannot-judge';
import { readOutsideAcknowledgements } from './outside-acknowledgements';
import { qualifiedId } from './rule-id';

/** The type of the metadata in which the CDK keeps acknowledgements. */
export const CDK_ACKNOWLEDGEMENTS = 'aws:cdk:acknowledged-rules';

/** An acknowledgement as it stands in an assembly, whoever made it and however. */
export interface DeclaredAcknowledgement {
  /** The construct that it was declared on; empty for the app. It holds for all that is inside. */
  readonly construct: string;
  /** As the CDK keeps it: `AwsSolutions::AwsSolutions-S1`, or `Annotation::AwsSolutions-S1` where no pack was named. */
  readonly id: string;
  readonly reason: string;
  /** Empty where nobody was named. */
  readonly owner: string;
  /** Empty where none was given; checked by whoever judges it, not here. */
  readonly expires: string;
  /** Empty where none was given. */
  readonly evidence: string;
}

type Governance = Omit<DeclaredAcknowledgement, 'construct' | 'id'> & { readonly rule: string };

/**
 * Every acknowledgement of an assembly: what the CDK keeps, with what this library adds to it.
 *
 * `outside` is what an app has put on record of those that are in no stack's metadata. Where a rule was acknowledged twice
 * on one construct the CDK takes the last reason; an owner who gave another one did not give this one.
 */
export function readAcknowledgements(
  metadata: readonly ConstructMetadata[],
  outside?: string,
): DeclaredAcknowledgement[] {
  const all = [...metadata, ...(outside === undefined ? [] : readOutsideAcknowledgements(outside))];
  const governed = new Map<string, Governance[]>();
  for (const row of all.filter(({ type }) => type === ACKNOWLEDGEMENT_METADATA)) {
    const governance = readGovernance(row);
    const key = keyOf(row.path, governance.rule);
    governed.set(key, [...(governed.get(key) ?? []), governance]);
  }
  const declared = new Map<string, DeclaredAcknowledgement>();
  for (const { path: construct, data } of all.filter(({ type }) => type === CDK_ACKNOWLEDGEMENTS)) {
    for (const [id, reason] of reasonsOf(construct, data)) {
      const {
        owner = '',
        expires = '',
        evidence = '',
      } = governed.get(keyOf(construct, id))?.find((one) => one.reason === reason) ?? {};
      declared.set(JSON.stringify([construct, id]), { construct, id, reason, owner, expires, evidence });
    }
  }
  failOnOrphans(governed, declared);
  return [...declared.values()];
}

/** By the id as the CDK keeps it: whoever wrote down the owner may have written the rule with spaces. */
function keyOf(construct: string, rule: string): string {
  return JSON.stringify([construct, qualifiedId('', rule) ?? rule]);
}

/** The CDK looks at what is there, and takes nothing for no acknowledgement. */
function reasonsOf(construct: string, data: unknown): Array<[string, string]> {
  if (data === undefined || data === null) return [];
  if (!isObject(data)) throw malformed(construct, CDK_ACKNOWLEDGEMENTS, 'is not an object');
  return Object.entries(data).map(([id, reason]) => [id, textOf(reason)]);
}

/** A reason with a value that CloudFormation fills in only at deployment is shown as its expression. */
function textOf(reason: unknown): string {
  if (typeof reason === 'string') return reason;
  return reason === undefined || reason === null ? '' : JSON.stringify(reason);
}

function readGovernance({ path: construct, data }: ConstructMetadata): Governance {
  if (!isObject(data)) throw malformed(construct, ACKNOWLEDGEMENT_METADATA, 'is not an object');
  return {
    rule: required(construct, data, 'rule'),
    reason: required(construct, data, 'reason'),
    owner: required(construct, data, 'owner'),
    expires: required(construct, data, 'expires'),
    evidence: data.evidence === undefined ? '' : required(construct, data, 'evidence'),
  };
}

function required(construct: string, data: JsonObject, field: keyof Governance): string {
  const value = data[field];
  if (typeof value === 'string') return value;
  throw malformed(construct, ACKNOWLEDGEMENT_METADATA, `has no text in \`${field}\``);
}

/** Somebody's word that a finding is accepted, where the CDK knows nothing of it: one of the two was lost. */
function failOnOrphans(governed: Map<string, Governance[]>, declared: Map<string, DeclaredAcknowledgement>): void {
  const known = new Set([...declared.values()].map(({ construct, id }) => keyOf(construct, id)));
  const orphan = [...governed.keys()].find((key) => !known.has(key));
  if (orphan === undefined) return;
  const [construct, rule] = JSON.parse(orphan) as [string, string];
  throw malformed(construct, ACKNOWLEDGEMENT_METADATA, `accepts ${rule}, of which the CDK knows nothing`);
}

function malformed(construct: string, type: string, problem: string): CannotJudgeError {
  return new CannotJudgeError({
    where: construct === '' ? 'App' : construct,
    problem: `its metadata ${type} ${problem}`,
    fix: 'use the command of the same version of cdk-golden-path as the app, and GoldenPath.acknowledge',
  });
}
