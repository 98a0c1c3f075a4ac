import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { fieldOf, itemsOf, Possible, propertyOf, textsOf } from '../reading/possible';

const RELEASE_GATE = 'Custom::ReleaseGate';

/** The gates of an app, and the servers whose releases pass through them. */
export class ReleaseGates {
  public readonly gates: readonly Resource[];
  private readonly gateBy: ReadonlyMap<Resource, Resource>;

  constructor(private readonly app: AppTemplates) {
    this.gates = app.ofType(RELEASE_GATE);
    this.gateBy = new Map(
      this.gates.flatMap((gate) =>
        ['targetGroupArn', 'groupName']
          .flatMap((field) => this.order(gate, 'servers', field))
          .flatMap((one) => (one.kind === 'resource' ? [[one.resource, gate] as const] : [])),
      ),
    );
  }

  /** What a service has ordered from its gate. */
  public order(gate: Resource, ...path: string[]): Possible[] {
    return propertyOf(this.app, gate, 'Order').flatMap((order) => fieldOf(this.app, order, ...path));
  }

  /** Whether a release gate judges what runs here: then it has rules of its own. */
  public isGated(resource: Resource): boolean {
    return this.gateBy.has(resource);
  }

  /** The zones in each of which the gate wants healthy servers before it lets traffic in. */
  public zonesOf(group: Resource): string[] {
    const gate = this.gateBy.get(group);
    return gate === undefined ? [] : textsOf(itemsOf(this.app, this.order(gate, 'servers', 'zones')));
  }
}
