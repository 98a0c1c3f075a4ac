import { Resource } from '../../template/resource';
import { PolicyReader } from './policy-access';
import { POLICY_TARGETS } from './policy-carriers';

/** Properties by which a resource gets a name that policies may call it by. */
const NAMES = ['BucketName', 'FunctionName', 'Name', 'QueueName', 'TopicName'];

/** Finds what policies are for. */
export class PolicyTargets {
  private byName?: ReadonlyMap<string, Resource>;

  constructor(private readonly reader: PolicyReader) {}

  /** What a policy is for, by the property that says so; the policy itself where that is not in the app. */
  public of(policy: Resource, property: string | undefined): Resource[] {
    if (property === undefined) return [policy];
    const named = this.reader.texts.of(policy.properties[property], policy.template);
    if (named.length === 0) return [policy];
    return [...new Set(named.map((text) => this.named(text, policy) ?? policy))];
  }

  /** A resource by its ARN, its id or its name. */
  private named(text: string, policy: Resource): Resource | undefined {
    const referred = this.reader.texts.resourceIn(text);
    if (referred !== undefined) return this.behindAlias(referred);
    const name = text.split(/[:/]/).pop();
    return this.names().get(`${policy.template.environment} ${name}`);
  }

  /** A version or an alias is a way to its function. */
  private behindAlias(resource: Resource): Resource {
    const isWay = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'].includes(resource.type);
    if (!isWay) return resource;
    const [text] = this.reader.texts.of(resource.properties.FunctionName, resource.template);
    return (text === undefined ? undefined : this.reader.texts.resourceIn(text)) ?? resource;
  }

  private names(): ReadonlyMap<string, Resource> {
    this.byName ??= new Map(
      this.reader.app.ofType(...POLICY_TARGETS).flatMap((resource): Array<[string, Resource]> => {
        const property = NAMES.find((one) => resource.properties[one] !== undefined);
        if (property === undefined) return [];
        const names = this.reader.texts.of(resource.properties[property], resource.template);
        return names.map((name) => [`${resource.template.environment} ${name}`, resource]);
      }),
    );
    return this.byName;
  }
}
