import { Stack } from 'aws-cdk-lib';
import { CfnLaunchConfiguration } from 'aws-cdk-lib/aws-autoscaling';
import { PipelineProject } from 'aws-cdk-lib/aws-codebuild';
import { Artifact, Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CodeBuildAction, ManualApprovalAction, S3SourceAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import {
  CfnInstance,
  CfnInstanceConnectEndpoint,
  CfnLaunchTemplate,
  CfnSecurityGroup,
  CfnSecurityGroupIngress,
  KeyPair,
  LaunchTemplate,
  Peer,
  Port,
  SecurityGroup,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import {
  DefinitionBody,
  IntegrationPattern,
  JsonPath,
  Pass,
  StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { INSTANCE_CONNECT } from '../../../../lib/checks/principles/rules/aut-2/instance-connect';
import { KEY_PAIR } from '../../../../lib/checks/principles/rules/aut-2/key-pair';
import { MANUAL_APPROVAL } from '../../../../lib/checks/principles/rules/aut-2/manual-approval';
import { MANUAL_STEP } from '../../../../lib/checks/principles/rules/aut-2/manual-step';
import { SHELL_INGRESS } from '../../../../lib/checks/principles/rules/aut-2/shell-ingress';
import { describeRule, either, NOTHING, parameter, raw } from '../judged';

describeRule(
  KEY_PAIR,
  [
    [
      'launch templates, with a key and without',
      (stack) => {
        new CfnLaunchTemplate(stack, 'Closed', { launchTemplateData: { imageId: 'ami-1' } });
        new CfnLaunchTemplate(stack, 'Open', { launchTemplateData: { keyName: 'admin' } });
      },
      ['Shop/Closed: compliant', 'Shop/Open: non-compliant: LaunchTemplateData.KeyName is admin'],
    ],
    [
      'a launch template and its key pair, as constructs',
      (stack) => void new LaunchTemplate(stack, 'Servers', { keyPair: new KeyPair(stack, 'Key') }),
      [
        'Shop/Servers/Resource: non-compliant: LaunchTemplateData.KeyName is Key961B73FD',
        'Shop/Key/Resource: non-compliant: It is a key pair',
      ],
    ],
    [
      'a key that only the deployment tells, and one that a condition leaves out',
      (stack) => {
        new CfnInstance(stack, 'Parameterized', { keyName: parameter(stack) });
        const data = { KeyName: either(stack, 'admin', NOTHING) };
        raw(stack, 'Sometimes', 'AWS::EC2::LaunchTemplate', { LaunchTemplateData: data });
        raw(stack, 'Never', 'AWS::AutoScaling::LaunchConfiguration', { KeyName: NOTHING });
      },
      [
        'Shop/Sometimes: non-compliant: LaunchTemplateData.KeyName is admin',
        'Shop/Never: compliant',
        'Shop/Parameterized: non-compliant: KeyName is ${Shop/Parameter}',
      ],
    ],
    [
      'other services that start servers',
      (stack) => {
        new CfnLaunchConfiguration(stack, 'Old', { imageId: 'ami-1', instanceType: 'm5.large', keyName: 'admin' });
        raw(stack, 'Nodes', 'AWS::EKS::Nodegroup', { RemoteAccess: { Ec2SshKey: 'admin' } });
        raw(stack, 'Fleet', 'AWS::EC2::SpotFleet', {
          SpotFleetRequestConfigData: { LaunchSpecifications: [{ ImageId: 'ami-1' }, { KeyName: 'admin' }] },
        });
      },
      [
        'Shop/Old: non-compliant: KeyName is admin',
        'Shop/Nodes: non-compliant: RemoteAccess.Ec2SshKey is admin',
        'Shop/Fleet: non-compliant: LaunchSpecifications.KeyName is admin',
      ],
    ],
  ],
  ['unknown'],
);

const ingress = (stack: Stack, id: string, rule: object) =>
  raw(stack, id, 'AWS::EC2::SecurityGroup', { GroupDescription: id, SecurityGroupIngress: [rule] });

describeRule(SHELL_INGRESS, [
  [
    'SSH and RDP from wherever, and a port of the service',
    (stack) => {
      const vpc = new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
      const group = new SecurityGroup(stack, 'Group', { vpc });
      group.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.tcp(22));
      group.addIngressRule(Peer.anyIpv6(), Port.tcp(3389));
      new SecurityGroup(stack, 'Service', { vpc }).addIngressRule(Peer.anyIpv4(), Port.tcp(443));
    },
    [
      'Shop/Group/Resource: non-compliant: Open to 10.0.0.0/8: 22 (SSH); Open to ::/0: 3389 (RDP)',
      'Shop/Service/Resource: compliant',
    ],
  ],
  [
    'ranges around the ports, all ports and all protocols',
    (stack) => {
      ingress(stack, 'A', { IpProtocol: 'tcp', FromPort: 0, ToPort: 22, CidrIp: '10.0.0.0/8' });
      ingress(stack, 'B', { IpProtocol: 'tcp', FromPort: 23, ToPort: 3388, CidrIp: '10.0.0.0/8' });
      ingress(stack, 'C', { IpProtocol: '6', FromPort: '5986', ToPort: '5986', SourcePrefixListId: 'pl-1' });
      ingress(stack, 'D', { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, CidrIp: '0.0.0.0/0' });
    },
    [
      'Shop/A: non-compliant: Open to 10.0.0.0/8: 22 (SSH)',
      'Shop/B: compliant',
      'Shop/C: non-compliant: Open to pl-1: 5986 (WinRM)',
      'Shop/D: compliant',
    ],
  ],
  [
    'rules that stand alone, from another group',
    (stack) => {
      const group = new CfnSecurityGroup(stack, 'Group', { groupDescription: 'Servers' });
      const rule = { groupId: group.attrGroupId, ipProtocol: '-1', sourceSecurityGroupId: group.attrGroupId };
      new CfnSecurityGroupIngress(stack, 'Everything', rule);
    },
    [
      'Shop/Group: compliant',
      'Shop/Everything: non-compliant: Open to Group.GroupId: 22 (SSH), 3389 (RDP), 5985 (WinRM), 5986 (WinRM)',
    ],
  ],
  [
    'ports and protocols that only the deployment tells',
    (stack) => {
      const port = parameter(stack, 'Number');
      ingress(stack, 'Port', { IpProtocol: 'tcp', FromPort: 22, ToPort: port, CidrIp: '10.0.0.0/8' });
      ingress(stack, 'Literal', { IpProtocol: 'tcp', FromPort: 22, ToPort: 'ssh', CidrIp: '10.0.0.0/8' });
      ingress(stack, 'Missing', { IpProtocol: 'tcp', CidrIp: '10.0.0.0/8' });
      ingress(stack, 'Protocol', { FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' });
    },
    ['Literal', 'Missing', 'Port', 'Protocol'].map(
      (id) => `Shop/${id}: unknown: Its protocol and ports do not say what is open to 10.0.0.0/8`,
    ),
  ],
  [
    'a rule that a condition leaves out, beside one that is there',
    (stack) => {
      const open = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' };
      ingress(stack, 'Group', either(stack, open, NOTHING));
    },
    ['Shop/Group: non-compliant: Open to 10.0.0.0/8: 22 (SSH)'],
  ],
]);

describeRule(
  INSTANCE_CONNECT,
  [
    [
      'an endpoint',
      (stack) => void new CfnInstanceConnectEndpoint(stack, 'Endpoint', { subnetId: 'subnet-1' }),
      ['Shop/Endpoint: non-compliant: It is such an endpoint'],
    ],
  ],
  ['compliant', 'unknown'],
);

function pipeline(stack: Stack, approves: boolean): void {
  const [source, bucket] = [new Artifact(), new Bucket(stack, 'Bucket')];
  const build = new CodeBuildAction({
    actionName: 'Build',
    project: new PipelineProject(stack, 'Project'),
    input: source,
  });
  new Pipeline(stack, 'Pipeline', {
    stages: [
      {
        stageName: 'Source',
        actions: [new S3SourceAction({ actionName: 'Source', bucket, bucketKey: 'a.zip', output: source })],
      },
      {
        stageName: 'Production',
        actions: approves ? [build, new ManualApprovalAction({ actionName: 'Ask' })] : [build],
      },
    ],
  });
}

describeRule(MANUAL_APPROVAL, [
  ['a pipeline that goes through', (stack) => pipeline(stack, false), ['Shop/Pipeline/Resource: compliant']],
  [
    'a pipeline that waits for a person',
    (stack) => pipeline(stack, true),
    ['Shop/Pipeline/Resource: non-compliant: ActionTypeId.Category of action Ask is Approval'],
  ],
  [
    'a pipeline whose actions a parameter decides',
    (stack) => {
      const actions = [{ Name: 'Maybe', ActionTypeId: { Category: parameter(stack) } }];
      raw(stack, 'Pipeline', 'AWS::CodePipeline::Pipeline', { Stages: [{ Name: 'A', Actions: actions }] });
    },
    ['Shop/Pipeline: unknown: ActionTypeId.Category of action Maybe is ${Shop/Parameter}'],
  ],
]);

describeRule(MANUAL_STEP, [
  [
    'documents of Systems Manager, as objects and as text',
    (stack) => {
      const content = (action: string) => ({ schemaVersion: '0.3', mainSteps: [{ name: 'one', action, inputs: {} }] });
      new CfnDocument(stack, 'Automatic', { content: content('aws:executeAwsApi'), documentType: 'Automation' });
      new CfnDocument(stack, 'Approved', { content: content('aws:approve'), documentType: 'Automation' });
      raw(stack, 'Paused', 'AWS::SSM::Document', { Content: 'mainSteps:\n  - action: aws:pause\n' });
      raw(stack, 'Given', 'AWS::SSM::Document', { Content: parameter(stack) });
      raw(stack, 'Made', 'AWS::SSM::Document', { Content: { 'Fn::GetAtt': ['Paused', 'Name'] } });
      raw(stack, 'Missing', 'AWS::SSM::Document');
    },
    [
      'Shop/Approved: non-compliant: A step of Content is aws:approve',
      'Shop/Automatic: compliant',
      'Shop/Given: unknown: Content is known at the deployment only',
      'Shop/Made: unknown: Content is not in the template',
      'Shop/Missing: unknown: Content is not in the template',
      'Shop/Paused: non-compliant: A step of Content is aws:pause',
    ],
  ],
  [
    'state machines that go through, and that ask by a message',
    (stack) => {
      const body = DefinitionBody.fromChainable(new Pass(stack, 'Pass'));
      new StateMachine(stack, 'Automatic', { definitionBody: body });
      const ask = new SnsPublish(stack, 'Ask', {
        topic: new Topic(stack, 'Topic'),
        message: TaskInput.fromText(JsonPath.taskToken),
        integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      });
      new StateMachine(stack, 'Asking', { definitionBody: DefinitionBody.fromChainable(ask) });
      raw(stack, 'Elsewhere', 'AWS::StepFunctions::StateMachine', { DefinitionS3Location: { Bucket: 'b', Key: 'k' } });
    },
    [
      "Shop/Asking/Resource: unknown: It sends a message and waits for an answer, which may be a person's",
      'Shop/Automatic/Resource: compliant',
      'Shop/Elsewhere: unknown: Its definition is not in the template',
    ],
  ],
]);
