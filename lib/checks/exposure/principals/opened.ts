import { Resource } from '../../template/resource';
import { OutsideGrant } from '../exposure-model';
import { Access } from './access';
import { PolicyReader } from './policy-access';
import { PolicyTargets } from './policy-targets';
import { Seals } from './seal';

/** What one resource opens of another one, or of itself. */
export interface Opened {
  /** What is reached: what a policy is for if it is in the app, otherwise what has the policy. */
  readonly resource: Resource;
  readonly access: Access;
  readonly kind: OutsideGrant['kind'];
}

/** What openers read an app with. */
export interface Opening {
  readonly reader: PolicyReader;
  readonly targets: PolicyTargets;
  readonly seals: Seals;
}

/** Says what the resources of one type open. */
export interface Opener {
  readonly type: string;
  open(resource: Resource, opening: Opening): readonly Opened[];
}

export function opens(resource: Resource, access: Access, kind: OutsideGrant['kind'] = 'cross-account'): Opened {
  return { resource, access, kind };
}

/** An opener by what a resource says, and by the property that names what it opens. */
export function opener(
  type: string,
  target: string | undefined,
  accesses: (resource: Resource, reader: PolicyReader) => readonly Access[],
  kind?: OutsideGrant['kind'],
): Opener {
  return {
    type,
    open(resource, { reader, targets }) {
      const found = accesses(resource, reader);
      return targets.of(resource, target).flatMap((one) => found.map((access) => opens(one, access, kind)));
    },
  };
}
