import { createHash } from 'crypto';
import { ACCOUNT, arn, PARTITION, REGION } from '../account/arn';

/** A synthesized template, as far as it is looked at. */
export interface Template {
  readonly Parameters?: { readonly [name: string]: { readonly Default?: unknown } };
  readonly Resources?: { readonly [logicalId: string]: Resource };
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: unknown };
  readonly DependsOn?: string | string[];
}

const PSEUDO_PARAMETERS: { readonly [name: string]: string } = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': PARTITION,
  'AWS::Region': REGION,
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::NoValue': '',
};

/**
 * Replaces what CloudFormation would fill in by invented values: the same text for the same thing, so that a reference
 * and what it refers to fit together, and another text for every other thing.
 */
export class Intrinsics {
  constructor(
    private readonly stackName: string,
    private readonly template: Template,
  ) {}

  /** The physical id of a resource. */
  public physicalId(logicalId: string): string {
    const suffix = createHash('sha256').update(`${this.stackName}/${logicalId}`).digest('hex').slice(0, 16);
    const inventedName = `${this.stackName}-${logicalId}-${suffix.slice(0, 8)}`;
    switch (this.template.Resources?.[logicalId]?.Type) {
      case 'AWS::ElasticLoadBalancingV2::TargetGroup':
        return arn('elasticloadbalancing', `targetgroup/${logicalId.slice(0, 12)}-${logicalId.slice(-12)}/${suffix}`);
      case 'AWS::ElasticLoadBalancingV2::ListenerRule':
        return arn('elasticloadbalancing', `listener-rule/app/entrance/${suffix}`);
      case 'AWS::CloudWatch::Alarm':
      case 'AWS::CloudWatch::CompositeAlarm':
        return this.ownName(logicalId, 'AlarmName') ?? inventedName;
      default:
        return inventedName;
    }
  }

  /** A value without intrinsic functions. */
  public resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolve(one));
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value);
    if (entries.length === 1 && (entries[0][0] === 'Ref' || entries[0][0].startsWith('Fn::'))) {
      return this.evaluate(entries[0][0], entries[0][1]);
    }
    return Object.fromEntries(entries.map(([key, one]) => [key, this.resolve(one)]));
  }

  /** A value as text. */
  public text(value: unknown): string {
    const resolved = this.resolve(value);
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  }

  /** The name that the template gives a resource, if it gives one. */
  private ownName(logicalId: string, property: string): string | undefined {
    const name = this.template.Resources?.[logicalId]?.Properties?.[property];
    return name === undefined ? undefined : this.text(name);
  }

  private evaluate(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.reference(String(argument));
      case 'Fn::GetAtt':
        return this.attribute(argument);
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        const list = this.resolve(parts);
        return Array.isArray(list) ? list.join(separator) : this.invent(name, argument);
      }
      case 'Fn::Select': {
        const [index, list] = this.resolve(argument) as [number, unknown];
        return Array.isArray(list) ? list[Number(index)] : this.invent(name, argument);
      }
      case 'Fn::Sub':
        return this.substitute(argument);
      default:
        return this.invent(name, argument);
    }
  }

  private reference(name: string): unknown {
    if (name === 'AWS::StackName') return this.stackName;
    if (name === 'AWS::StackId') return stackIdOf(this.stackName);
    return PSEUDO_PARAMETERS[name] ?? this.template.Parameters?.[name]?.Default ?? this.physicalId(name);
  }

  private attribute(argument: unknown): string {
    const [logicalId, attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
    return attribute.endsWith('Arn') ? this.physicalId(logicalId) : `${this.physicalId(logicalId)}/${attribute}`;
  }

  private substitute(argument: unknown): string {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return String(text).replace(/\$\{([^!}]+)\}/g, (_, name: string) => {
      if (name in variables) return this.text(variables[name]);
      return name.includes('.') ? this.attribute(name) : String(this.reference(name));
    });
  }

  /** What another stack exports, for example: of no interest but that it is always the same. */
  private invent(name: string, argument: unknown): string {
    return `${name.replace('Fn::', '')}(${this.text(argument)})`;
  }
}

export function stackIdOf(stackName: string): string {
  return arn('cloudformation', `stack/${stackName}/5f0c2e9d-4b7a-11ef-8c36-0e2f90d5a4b8`);
}
