import { App, Stack, Validations } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import {
  bareRule,
  isBareRuleId,
  namespaceOf,
  parseRuleId,
  qualifiedId,
} from '../../../lib/checks/acknowledgements/rule-id';

const STACK = new Stack(new App(), 'Shop');

/** The id as the CDK keeps it, or nothing where it refuses it. */
function asTheCdkKeepsIt(id: string): string | undefined {
  try {
    Validations.of(STACK).acknowledge({ id, reason: 'It is only here to be read.' });
  } catch {
    return undefined;
  }
  return Object.keys(STACK.node.metadata.at(-1)!.data)[0];
}

describe('a rule id', () => {
  test.each([
    ['of a pack', 'AwsSolutions::AwsSolutions-S1', { namespace: 'AwsSolutions', rule: 'AwsSolutions-S1' }],
    ['without a pack', 'AwsSolutions-S1', { rule: 'AwsSolutions-S1' }],
    [
      'with a finding',
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      { namespace: 'AwsSolutions', rule: 'AwsSolutions-IAM5[Resource::*]' },
    ],
    ['with a finding alone', 'AwsSolutions-IAM5[Action::s3:*]', { rule: 'AwsSolutions-IAM5[Action::s3:*]' }],
    ['with spaces', 'My Plugin::no public bucket', { namespace: 'My-Plugin', rule: 'no-public-bucket' }],
    ['of constructs', 'Construct-Annotations::S1', { namespace: 'Annotation', rule: 'S1' }],
    ['of constructs, as it was', 'annotation::S1', { namespace: 'Annotation', rule: 'S1' }],
  ])('%s is read', (_, id, expected) => {
    expect(parseRuleId(id)).toEqual(expected);
  });

  test.each(['::S1', 'A::B::C', 'A::B]', 'A::B[(]', 'A[B::C'])('%s is read as the CDK does', (id) => {
    expect(parseRuleId(id) === undefined).toBe(asTheCdkKeepsIt(id) === undefined);
  });

  test('is read as the CDK reads it, whatever it consists of', () => {
    const part = fc.constantFrom('::', ':', '[', ']', '(', ')', '{', '}', ' ', '-', 'A', 'annotation', 'Annotation');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 9 }), (parts) => {
        const id = parts.join('');
        expect(qualifiedId('Annotation', id)).toBe(asTheCdkKeepsIt(id));
      }),
      { numRuns: 2000 },
    );
  });

  test('of a finding belongs to the pack that found it, unless it names another', () => {
    expect(qualifiedId('CloudFormation Validate', 'W3010')).toBe('CloudFormation-Validate::W3010');
    expect(qualifiedId('Construct Annotations', 'S1')).toBe('Annotation::S1');
    expect(qualifiedId('Mine', 'Other::S1')).toBe('Other::S1');
    expect(qualifiedId('Mine', 'S1]')).toBeUndefined();
    expect(namespaceOf('CloudFormation Validate')).toBe('CloudFormation-Validate');
  });

  test.each([
    ['AwsSolutions-S1', true],
    ['Annotation::AwsSolutions-S1', true],
    ['annotation::NIST.800.53.R5-S3BucketLoggingEnabled', true],
    ['Annotation::AwsSolutions-IAM5[Resource::*]', true],
    ['AwsSolutions-IAM5[Resource::a]b]', true],
    ['AwsSolutions::AwsSolutions-S1', false],
    ['CloudFormation-Validate::W3010', false],
    ['Annotation::@aws-cdk/aws-ec2:keyPair', false],
    ['Annotation::aws-cdk-lib/aws-ssm:crossAccountReferenceSameRegion', false],
    ['Annotation::aws-cdk-lib.aws-bedrockagentcore:noAuthGateway', false],
    ['Annotation::Deprecated:aws-cdk-lib.Thing#old', false],
    ['Annotation::UnclearLambdaEnvironment', false],
    ['Annotation::Plain[with-hyphen]', false],
  ])('%s: names a rule of a pack without the pack: %s', (id, expected) => {
    expect(isBareRuleId(id)).toBe(expected);
  });

  test.each(['Annotation::AwsSolutions-S1', 'annotation::AwsSolutions-S1', 'AwsSolutions-S1'])(
    '%s is the rule that cdk-nag looks for',
    (id) => {
      expect(bareRule(id)).toBe('AwsSolutions-S1');
    },
  );
});
