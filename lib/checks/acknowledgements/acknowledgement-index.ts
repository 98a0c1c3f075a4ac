import { GOLDEN_PATH } from '../principles/principle-finding';
import { DeclaredAcknowledgement } from './read-acknowledgements';
import { bareRule, qualifiedId } from './rule-id';

/** A finding, as far as it can be accepted. */
export interface AcceptableFinding {
  readonly pack: string;
  /** With the finding in brackets where there is one. */
  readonly rule: string;
  /** The construct path; empty where nobody knows it. */
  readonly construct: string;
}

/**
 * Finds what accepts a finding, by the rules of the CDK and of cdk-nag, for findings that the synth has not seen.
 *
 * The rule must be the same to the last character, and of all constructs around the finding the nearest counts. Neither accepts
 * a finding that is `fatal`; whoever asks has sorted those out.
 */
export class AcknowledgementIndex {
  private readonly byId: Lookup;
  private readonly byBareRule: Lookup;

  constructor(acknowledgements: readonly DeclaredAcknowledgement[]) {
    this.byId = lookup(acknowledgements, ({ id }) => id);
    this.byBareRule = lookup(acknowledgements, ({ id }) => bareRule(id));
  }

  /** What accepts a finding of a pack of cdk-nag, or of this library's own, in the synth. */
  public find(finding: AcceptableFinding): DeclaredAcknowledgement | undefined {
    const unrecorded = finding.pack === GOLDEN_PATH ? undefined : this.findUnrecorded(finding);
    return unrecorded ?? this.findRecorded(finding);
  }

  /** What the CDK would accept the finding by, with a row in the validation report. */
  public findRecorded({ pack, rule, construct }: AcceptableFinding): DeclaredAcknowledgement | undefined {
    const id = qualifiedId(pack, rule);
    return id === undefined ? undefined : nearest(this.byId.get(id), construct);
  }

  /** What cdk-nag would leave the finding out by, before the CDK learns of it. */
  public findUnrecorded({ rule, construct }: AcceptableFinding): DeclaredAcknowledgement | undefined {
    return nearest(this.byBareRule.get(rule), construct);
  }
}

type Lookup = ReadonlyMap<string, ReadonlyMap<string, DeclaredAcknowledgement>>;

function lookup(
  acknowledgements: readonly DeclaredAcknowledgement[],
  keyOf: (one: DeclaredAcknowledgement) => string,
): Lookup {
  const byKey = new Map<string, Map<string, DeclaredAcknowledgement>>();
  for (const one of acknowledgements) {
    const key = keyOf(one);
    const byConstruct = byKey.get(key) ?? new Map<string, DeclaredAcknowledgement>();
    byKey.set(key, byConstruct.set(one.construct, one));
  }
  return byKey;
}

function nearest<T>(byConstruct: ReadonlyMap<string, T> | undefined, construct: string): T | undefined {
  let place = construct;
  while (byConstruct !== undefined) {
    const found = byConstruct.get(place);
    if (found !== undefined || place === '') return found;
    place = place.includes('/') ? place.slice(0, place.lastIndexOf('/')) : '';
  }
  return undefined;
}
