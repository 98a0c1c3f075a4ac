import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { acknowledge } from '../private/acknowledgement';

/** What the CDK calls the function in each stack that empties the default security groups of the stack's networks. */
const PROVIDER = 'Custom::VpcRestrictDefaultSGCustomResourceProvider';

const REASON =
  'The CDK makes this function to take the rules out of the default security group of a network, which CloudFormation cannot. It runs when a network is made or deleted, and an error of it fails the deployment, which shows it.';

const EVIDENCE =
  'In the template: its role may call ec2:AuthorizeSecurityGroup* and ec2:RevokeSecurityGroup* on that one group and write its own log, and the only thing that refers to it is the custom resource of the network.';

/**
 * Accepts what rules find in the function that restricts the default security group.
 *
 * It is made of raw resources, so that packs of cdk-nag see it in templates alone.
 */
export function acknowledgeDefaultSecurityGroup(scope: IConstruct): void {
  const provider = Stack.of(scope).node.tryFindChild(PROVIDER);
  const [role, handler] = ['Role', 'Handler'].map((id) => provider?.node.tryFindChild(id));
  const justification = { reason: REASON, evidence: EVIDENCE };
  if (role) {
    acknowledge(
      role,
      {
        packs: ['AwsSolutions'],
        rule: 'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
        ...justification,
      },
      {
        packs: ['NIST.800.53.R4', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'],
        rule: 'IAMNoInlinePolicy',
        ...justification,
      },
    );
  }
  if (handler) {
    acknowledge(
      handler,
      {
        packs: ['NIST.800.53.R4', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'],
        rule: 'LambdaInsideVPC',
        ...justification,
      },
      { packs: ['NIST.800.53.R5', 'HIPAA.Security'], rule: 'LambdaConcurrency', ...justification },
      { packs: ['NIST.800.53.R5', 'HIPAA.Security', 'Serverless'], rule: 'LambdaDLQ', ...justification },
      { packs: ['Serverless'], rule: 'LambdaTracing', ...justification },
    );
  }
}
