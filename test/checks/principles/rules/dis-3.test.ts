import { CfnMapping, Fn, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup, CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import {
  CfnDeploymentGroup,
  EcsApplication,
  LambdaApplication,
  ServerApplication,
  ServerDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import {
  CfnInstance,
  CfnLaunchTemplate,
  CloudFormationInit,
  InitPackage,
  Instance,
  InstanceType,
  LaunchTemplate,
  MachineImage,
  UserData,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { CfnAssociation } from 'aws-cdk-lib/aws-ssm';
import { CODE_DEPLOY } from '../../../../lib/checks/principles/rules/dis-3/code-deploy';
import { FLOATING_BASE_IMAGE } from '../../../../lib/checks/principles/rules/dis-3/floating-base-image';
import { FLOATING_IMAGE } from '../../../../lib/checks/principles/rules/dis-3/floating-image';
import { FLOATING_TEMPLATE } from '../../../../lib/checks/principles/rules/dis-3/floating-template';
import { CFN_INIT } from '../../../../lib/checks/principles/rules/dis-3/init';
import { LAUNCH_SOURCE } from '../../../../lib/checks/principles/rules/dis-3/launch-source';
import { REMOTE_COMMAND } from '../../../../lib/checks/principles/rules/dis-3/remote-command';
import { USER_DATA } from '../../../../lib/checks/principles/rules/dis-3/user-data';
import { ENV } from '../../../stacks';
import { describeRule, either, linesOf, NOTHING, parameter, raw, synthesized } from '../judged';

const IMAGE = 'ami-0aaaaaaaaaaaaaaaa';
const machineImage = MachineImage.genericLinux({ 'eu-west-1': IMAGE });
const instanceType = new InstanceType('m7i.large');
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TEMPLATE = 'AWS::EC2::LaunchTemplate';

const network = (stack: Stack) => new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Launch templates, by what their user data is. */
function templates(stack: Stack, userData: { readonly [id: string]: unknown }): void {
  for (const [id, data] of Object.entries(userData)) {
    raw(stack, id, TEMPLATE, { LaunchTemplateData: { UserData: data } });
  }
}

describeRule(USER_DATA, [
  [
    'user data as the CDK writes it: nothing but a shebang, and commands',
    (stack) => {
      new LaunchTemplate(stack, 'Idle', { userData: UserData.forLinux() });
      const userData = UserData.forLinux();
      userData.addCommands('yum install -y httpd', 'curl https://example.com | sh');
      new LaunchTemplate(stack, 'Busy', { userData });
      new Instance(stack, 'Server', { vpc: network(stack), instanceType, machineImage });
    },
    [
      'Shop/Busy/Resource: non-compliant: UserData runs 2 lines with yum, curl',
      'Shop/Idle/Resource: compliant',
      'Shop/Server/Resource: compliant',
    ],
  ],
  [
    'text in base64, and text that somebody forgot to encode',
    (stack) =>
      templates(stack, {
        Comment: base64('#!/bin/bash\n# nothing\n\n'),
        Encoded: base64('#!/bin/bash\nsystemctl start shop'),
        Plain: 'echo hello',
        Punctuation: '!!!!',
        Windows: base64('<powershell>\nInstall-WindowsFeature Web-Server\n</powershell>'),
        Zipped: Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]).toString('base64'),
      }),
    [
      'Shop/Comment: compliant',
      'Shop/Encoded: non-compliant: UserData runs a line',
      'Shop/Plain: non-compliant: UserData runs a line',
      'Shop/Punctuation: non-compliant: UserData runs a line',
      'Shop/Windows: non-compliant: UserData runs a line',
      'Shop/Zipped: non-compliant: UserData runs a line',
    ],
  ],
  [
    'what looks like a comment and is none',
    (stack) =>
      templates(stack, {
        CloudConfig: base64('#cloud-config\npackages:\n  - httpd\n'),
        Include: base64('#include\nhttps://example.com/setup'),
        Interpreter: base64('#!/usr/bin/curl https://example.com'),
      }),
    [
      'Shop/CloudConfig: non-compliant: UserData runs 2 lines',
      'Shop/Include: non-compliant: UserData runs a line',
      'Shop/Interpreter: non-compliant: UserData runs a line with curl',
    ],
  ],
  [
    'text that only the deployment completes',
    (stack) => {
      const given = parameter(stack);
      templates(stack, {
        Given: { 'Fn::Base64': given },
        Attribute: { 'Fn::Base64': { 'Fn::GetAtt': ['Given', 'LaunchTemplateId'] } },
        Joined: { 'Fn::Base64': { 'Fn::Join': ['', ['#!/bin/bash\naws s3 cp s3://', given, '/a .']] } },
        Sometimes: either(stack, { 'Fn::Base64': 'dnf update' }, NOTHING),
        Unencoded: given,
      });
    },
    [
      'Shop/Attribute: unknown: What UserData runs is known at the deployment only',
      'Shop/Given: unknown: What UserData runs is known at the deployment only',
      'Shop/Joined: non-compliant: UserData runs a line with aws',
      'Shop/Sometimes: non-compliant: UserData runs a line with dnf',
      'Shop/Unencoded: unknown: What UserData runs is known at the deployment only',
    ],
  ],
  [
    'an instance that takes it from its launch template, in another stack',
    (stack) => {
      const elsewhere = new Stack(stack.node.root, 'Shared', { env: ENV });
      const userData = base64('apt-get install nginx');
      const template = new CfnLaunchTemplate(elsewhere, 'Template', { launchTemplateData: { userData } });
      const launchTemplate = { launchTemplateId: template.ref, version: template.attrLatestVersionNumber };
      new CfnInstance(stack, 'Server', { launchTemplate });
    },
    [
      'Shared/Template: non-compliant: UserData runs a line with apt-get',
      'Shop/Server: non-compliant: UserData runs a line with apt-get',
    ],
  ],
]);

describeRule(
  CFN_INIT,
  [
    [
      'an instance that cfn-init sets up, and one that is as its image',
      (stack) => {
        const vpc = network(stack);
        const init = CloudFormationInit.fromElements(InitPackage.yum('httpd'));
        new Instance(stack, 'SetUp', { vpc, instanceType, machineImage, init });
        new Instance(stack, 'AsIs', { vpc, instanceType, machineImage });
      },
      [
        'Shop/AsIs/Resource: compliant',
        'Shop/SetUp/Resource: non-compliant: Metadata AWS::CloudFormation::Init is an object',
      ],
    ],
  ],
  ['unknown'],
);

describeRule(REMOTE_COMMAND, [
  [
    'associations that look, that change, and that only the deployment tells',
    (stack) => {
      const operation = (name: string) => ({ Operation: [name] });
      new CfnAssociation(stack, 'Inventory', { name: 'AWS-GatherSoftwareInventory' });
      new CfnAssociation(stack, 'Script', { name: 'AWS-RunShellScript' });
      new CfnAssociation(stack, 'Scan', { name: 'AWS-RunPatchBaseline', parameters: operation('Scan') });
      new CfnAssociation(stack, 'Patch', { name: 'AWS-RunPatchBaseline', parameters: operation('Install') });
      new CfnAssociation(stack, 'PatchByDefault', { name: 'AWS-RunPatchBaseline' });
      new CfnAssociation(stack, 'Given', { name: parameter(stack) });
      new CfnAssociation(stack, 'Automation', { name: 'Restart', automationTargetParameterName: 'InstanceId' });
    },
    [
      'Shop/Automation: compliant',
      'Shop/Given: unknown: Name is ${Shop/Parameter}',
      'Shop/Inventory: compliant',
      'Shop/Patch: non-compliant: Name is AWS-RunPatchBaseline',
      'Shop/PatchByDefault: non-compliant: Name is AWS-RunPatchBaseline',
      'Shop/Scan: compliant',
      'Shop/Script: non-compliant: Name is AWS-RunShellScript',
    ],
  ],
  [
    'tasks of maintenance windows, and associations of an instance',
    (stack) => {
      raw(stack, 'Command', 'AWS::SSM::MaintenanceWindowTask', { TaskType: 'RUN_COMMAND' });
      raw(stack, 'Function', 'AWS::SSM::MaintenanceWindowTask', { TaskType: 'LAMBDA' });
      new CfnInstance(stack, 'Server', { ssmAssociations: [{ documentName: 'AWS-RunShellScript' }] });
    },
    [
      'Shop/Command: non-compliant: TaskType is RUN_COMMAND',
      'Shop/Function: compliant',
      'Shop/Server: non-compliant: SsmAssociations is a list',
    ],
  ],
]);

describeRule(CODE_DEPLOY, [
  [
    'a deployment group for servers, as a construct',
    (stack) =>
      void new ServerDeploymentGroup(stack, 'Deploy', {
        autoScalingGroups: [
          new AutoScalingGroup(stack, 'Servers', { vpc: network(stack), instanceType, machineImage }),
        ],
      }),
    ['Shop/Deploy/Resource: non-compliant: AutoScalingGroups names servers to deploy onto'],
  ],
  [
    'groups that are known by their application alone',
    (stack) => {
      const serviceRoleArn = 'arn:aws:iam::111122223333:role/deploy';
      const deploy = (id: string, applicationName: string) =>
        new CfnDeploymentGroup(stack, id, { applicationName, serviceRoleArn });
      deploy('Functions', new LambdaApplication(stack, 'LambdaApp').applicationName);
      deploy('Containers', new EcsApplication(stack, 'EcsApp').applicationName);
      deploy('Servers', new ServerApplication(stack, 'ServerApp').applicationName);
      deploy('Elsewhere', 'an-application');
    },
    [
      'Shop/Containers: compliant',
      'Shop/Elsewhere: unknown: Whether its application is one for servers (ComputePlatform)',
      'Shop/Functions: compliant',
      'Shop/Servers: unknown: Whether its application is one for servers (ComputePlatform)',
    ],
  ],
]);

describeRule(FLOATING_IMAGE, [
  [
    'images by id, by the newest of a name, and by a parameter',
    (stack) => {
      new LaunchTemplate(stack, 'Pinned', { machineImage });
      new LaunchTemplate(stack, 'Newest', { machineImage: MachineImage.latestAmazonLinux2023() });
      const resolved = MachineImage.resolveSsmParameterAtLaunch('/image/newest');
      new LaunchTemplate(stack, 'AtLaunch', { machineImage: resolved });
      new CfnInstance(stack, 'Given', { imageId: parameter(stack, 'AWS::EC2::Image::Id') });
      new CfnLaunchTemplate(stack, 'Nothing', { launchTemplateData: {} });
    },
    [
      'Shop/AtLaunch/Resource: non-compliant: ImageId is resolve:ssm:/image/newest',
      'Shop/Newest/Resource: non-compliant: ImageId is whatever Parameter Store says of /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64 at the deployment',
      'Shop/Nothing: unknown: ImageId is nothing',
      'Shop/Pinned/Resource: compliant',
      'Shop/Given: unknown: ImageId is ${Shop/Parameter}',
    ],
  ],
  [
    'dynamic references, with a version and without',
    (stack) => {
      const template = (id: string, imageId: string) =>
        new CfnLaunchTemplate(stack, id, { launchTemplateData: { imageId } });
      template('Fixed', '{{resolve:ssm:/image:3}}');
      template('Floating', '{{resolve:ssm:/image}}');
    },
    ['Shop/Fixed: compliant', 'Shop/Floating: non-compliant: ImageId is {{resolve:ssm:/image}}'],
  ],
  [
    'an image that this app makes, and a parameter of this app',
    (stack) => {
      raw(stack, 'Image', 'AWS::ImageBuilder::Image', {});
      raw(stack, 'Stored', 'AWS::SSM::Parameter', { Type: 'String', Value: IMAGE });
      raw(stack, 'StoredName', 'AWS::SSM::Parameter', { Type: 'String', Value: 'latest' });
      const template = (id: string, value: object) =>
        raw(stack, id, TEMPLATE, { LaunchTemplateData: { ImageId: value } });
      raw(stack, 'Lookup', 'Custom::Lookup', {});
      template('FromLookup', { 'Fn::GetAtt': ['Lookup', 'Image'] });
      template('FromImage', { 'Fn::GetAtt': ['Image', 'ImageId'] });
      template('FromStored', { 'Fn::GetAtt': ['Stored', 'Value'] });
      template('FromStoredName', { 'Fn::GetAtt': ['StoredName', 'Value'] });
    },
    [
      'Shop/FromImage: compliant',
      'Shop/FromLookup: unknown: ImageId is Lookup.Image',
      'Shop/FromStored: compliant',
      'Shop/FromStoredName: unknown: ImageId is StoredName.Value',
    ],
  ],
]);

describe('an image for each region', () => {
  const inStack = (images: { [region: string]: string }) => (stack: Stack) => {
    const mapping = new CfnMapping(stack, 'Images', {
      mapping: Object.fromEntries(Object.entries(images).map(([region, id]) => [region, { id }])),
    });
    const imageId = Fn.findInMap(mapping.logicalId, Fn.ref('AWS::Region'), 'id');
    new CfnLaunchTemplate(stack, 'Servers', { launchTemplateData: { imageId } });
  };

  test('is fixed where each is, though nobody knows the region', () => {
    const app = synthesized(inStack({ 'eu-west-1': IMAGE, 'us-east-1': 'ami-0bbbbbbbbbbbbbbbb' }), {});
    expect(linesOf(FLOATING_IMAGE, app)).toEqual(['Shop/Servers: compliant']);
  });

  test('is not where one is not', () => {
    const app = synthesized(inStack({ 'eu-west-1': IMAGE, 'us-east-1': 'resolve:ssm:/image' }), {});
    expect(linesOf(FLOATING_IMAGE, app)).toEqual(['Shop/Servers: non-compliant: ImageId is resolve:ssm:/image']);
  });
});

describeRule(FLOATING_TEMPLATE, [
  [
    'versions of this app, by number, and floating ones',
    (stack) => {
      const { ref, attrLatestVersionNumber } = new CfnLaunchTemplate(stack, 'Template', { launchTemplateData: {} });
      const group = (id: string, version: string) =>
        new CfnAutoScalingGroup(stack, id, {
          minSize: '2',
          maxSize: '4',
          launchTemplate: { launchTemplateId: ref, version },
        });
      group('Attribute', attrLatestVersionNumber);
      group('Number', '7');
      group('Latest', '$Latest');
      group('Given', parameter(stack));
      raw(stack, 'Unstated', GROUP, { LaunchTemplate: { LaunchTemplateId: ref } });
      raw(stack, 'Configured', GROUP, { LaunchConfigurationName: 'old' });
      const overrides = [{ LaunchTemplateSpecification: { LaunchTemplateId: ref, Version: '$Default' } }];
      const specification = { LaunchTemplateId: ref, Version: '1' };
      const launchTemplate = { LaunchTemplateSpecification: specification, Overrides: overrides };
      raw(stack, 'Mixed', GROUP, { MixedInstancesPolicy: { LaunchTemplate: launchTemplate } });
      new CfnInstance(stack, 'Server', { launchTemplate: { launchTemplateId: ref, version: '$Latest' } });
      new CfnInstance(stack, 'Plain', {});
    },
    [
      'Shop/Attribute: compliant',
      'Shop/Given: unknown: Version is ${Shop/Parameter}',
      'Shop/Latest: non-compliant: Version is $Latest',
      'Shop/Mixed: non-compliant: Version is $Default',
      'Shop/Number: compliant',
      'Shop/Unstated: non-compliant: Version is not stated, which means $Default',
      'Shop/Server: non-compliant: Version is $Latest',
    ],
  ],
]);

describeRule(LAUNCH_SOURCE, [
  [
    'groups that start from a template of the app, by id or name, in whatever stack',
    (stack) => {
      const elsewhere = new Stack(stack.node.root, 'Shared', { env: ENV });
      const { ref } = new CfnLaunchTemplate(elsewhere, 'Template', { launchTemplateData: {} });
      new CfnLaunchTemplate(elsewhere, 'Named', { launchTemplateData: {}, launchTemplateName: 'shop' });
      const group = (id: string, launchTemplate: object) => raw(stack, id, GROUP, { LaunchTemplate: launchTemplate });
      group('ById', { LaunchTemplateId: ref, Version: '1' });
      group('ByName', { LaunchTemplateName: 'shop', Version: '1' });
      group('Outside', { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' });
      group('Unknown', { LaunchTemplateName: 'other', Version: '1' });
      group('Made', { LaunchTemplateId: { Ref: 'ById' }, Version: '1' });
    },
    [
      'Shop/ById: compliant',
      'Shop/ByName: compliant',
      'Shop/Made: unknown: What its servers start from is not in this app',
      'Shop/Outside: unknown: What its servers start from is not in this app',
      'Shop/Unknown: unknown: What its servers start from is not in this app',
    ],
  ],
  [
    'groups that start from something else',
    (stack) => {
      raw(stack, 'Configuration', 'AWS::AutoScaling::LaunchConfiguration', {});
      raw(stack, 'Configured', GROUP, { LaunchConfigurationName: { Ref: 'Configuration' } });
      raw(stack, 'Old', GROUP, { LaunchConfigurationName: 'old' });
      raw(stack, 'Copied', GROUP, { InstanceId: 'i-0123456789abcdef0' });
      raw(stack, 'Nothing', GROUP, {});
    },
    [
      'Shop/Configured: compliant',
      'Shop/Copied: non-compliant: InstanceId is i-0123456789abcdef0: a running server is copied',
      'Shop/Nothing: non-compliant: It does not say what its servers start from',
      'Shop/Old: unknown: What its servers start from is not in this app',
    ],
  ],
]);

describeRule(FLOATING_BASE_IMAGE, [
  [
    'recipes with fixed versions, and with floating ones',
    (stack) => {
      const arn = (version: string) => `arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-arm64/${version}`;
      const recipe = (id: string, ParentImage: unknown, component = arn('1.0.0/1')) =>
        raw(stack, id, 'AWS::ImageBuilder::ImageRecipe', { ParentImage, Components: [{ ComponentArn: component }] });
      recipe('Fixed', arn('2026.1.1'));
      recipe('Image', IMAGE);
      recipe('Floating', arn('x.x.x'));
      recipe('FloatingComponent', IMAGE, arn('1.x.x'));
      recipe('InRegion', { 'Fn::Sub': 'arn:${AWS::Partition}:imagebuilder:${AWS::Region}:aws:image/base/2026.1.1' });
      recipe('FloatingInRegion', {
        'Fn::Sub': 'arn:${AWS::Partition}:imagebuilder:${AWS::Region}:aws:image/base/x.x.x',
      });
      recipe('Given', parameter(stack));
      recipe('Stored', 'ssm:/image/base');
    },
    [
      'Shop/Fixed: compliant',
      'Shop/Floating: non-compliant: ParentImage is arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-arm64/x.x.x',
      'Shop/FloatingComponent: non-compliant: Components.ComponentArn is arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-arm64/1.x.x',
      'Shop/FloatingInRegion: non-compliant: ParentImage is arn:${AWS::Partition}:imagebuilder:${AWS::Region}:aws:image/base/x.x.x',
      'Shop/Given: unknown: ParentImage is ${Shop/Parameter}',
      'Shop/Image: compliant',
      'Shop/InRegion: compliant',
      'Shop/Stored: non-compliant: ParentImage is ssm:/image/base',
    ],
  ],
]);
