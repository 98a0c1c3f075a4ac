import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';

/** Something that only one service behind an entrance may have. */
export interface Claim {
  readonly property: string;
  readonly value: string;
  readonly fix: string;
}

/** What the services behind one entrance have reserved: names, host names, listener-rule priorities. */
export class Claims {
  private readonly owners = new Map<string, string>();

  /** Reserves values for a service, or says who has them. */
  public claim(service: Construct, claims: Claim[]): void {
    for (const { property, value, fix } of claims) {
      const key = `${property}=${value}`;
      const owner = this.owners.get(key);
      if (owner !== undefined) {
        throw new InvalidInputError(service, {
          property,
          got: value,
          must: `be unique on the platform, and ${owner} has it`,
          fix,
        });
      }
      this.owners.set(key, service.node.path);
    }
  }
}
