import { Stack } from 'aws-cdk-lib';
import { CfnLaunchConfiguration } from 'aws-cdk-lib/aws-autoscaling';
import {
  BlockDeviceVolume,
  CfnInstance,
  CfnLaunchTemplate,
  Instance,
  InstanceType,
  LaunchTemplate,
  MachineImage,
  Peer,
  Port,
  SecurityGroup,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCertificate,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ENCRYPTED_LISTENER } from '../../../../lib/checks/principles/rules/sec-1/encrypted-listener';
import { ENCRYPTED_VOLUMES } from '../../../../lib/checks/principles/rules/sec-1/encrypted-volumes';
import { METADATA_HOPS } from '../../../../lib/checks/principles/rules/sec-1/metadata-hops';
import { METADATA_TOKENS } from '../../../../lib/checks/principles/rules/sec-1/metadata-tokens';
import { OPEN_INGRESS } from '../../../../lib/checks/principles/rules/sec-1/open-ingress';
import { PUBLIC_ADDRESS } from '../../../../lib/checks/principles/rules/sec-1/public-address';
import { TLS_POLICY } from '../../../../lib/checks/principles/rules/sec-1/tls-policy';
import { CERTIFICATE_ARN } from '../../../stacks';
import { describeRule, either, NOTHING, parameter, raw } from '../judged';

const machineImage = MachineImage.genericLinux({ 'eu-west-1': 'ami-0aaaaaaaaaaaaaaaa' });
const instanceType = new InstanceType('m7i.large');
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

const network = (stack: Stack) => new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
const template = (stack: Stack, id: string, launchTemplateData: object) =>
  new CfnLaunchTemplate(stack, id, { launchTemplateData });

describeRule(METADATA_TOKENS, [
  [
    'blue and green in one stack: each is judged for itself',
    (stack) => {
      new LaunchTemplate(stack, 'Blue', { requireImdsv2: true });
      new LaunchTemplate(stack, 'Green', {});
    },
    ['Shop/Blue/Resource: compliant', 'Shop/Green/Resource: non-compliant: MetadataOptions.HttpTokens is not stated'],
  ],
  [
    'an instance by its own launch template, as the CDK makes it, and one without',
    (stack) => {
      const vpc = network(stack);
      new Instance(stack, 'Strict', { vpc, instanceType, machineImage, requireImdsv2: true });
      new Instance(stack, 'Lax', { vpc, instanceType, machineImage });
    },
    [
      'Shop/Strict/LaunchTemplate: compliant',
      'Shop/Lax/Resource: non-compliant: MetadataOptions.HttpTokens is not stated',
      'Shop/Strict/Resource: compliant',
    ],
  ],
  [
    'other ways to say it',
    (stack) => {
      template(stack, 'Off', { metadataOptions: { httpEndpoint: 'disabled' } });
      template(stack, 'Optional', { metadataOptions: { httpTokens: 'optional' } });
      template(stack, 'Given', { metadataOptions: { httpTokens: parameter(stack) } });
      const options = either(stack, { HttpTokens: 'required' }, NOTHING);
      raw(stack, 'Sometimes', 'AWS::EC2::LaunchTemplate', { LaunchTemplateData: { MetadataOptions: options } });
      new CfnLaunchConfiguration(stack, 'Old', { imageId: 'ami-1', instanceType: 'm5.large' });
    },
    [
      'Shop/Given: unknown: MetadataOptions.HttpTokens is ${Shop/Parameter}',
      'Shop/Off: compliant',
      'Shop/Optional: non-compliant: MetadataOptions.HttpTokens is optional',
      'Shop/Sometimes: non-compliant: MetadataOptions.HttpTokens is not stated',
      'Shop/Old: non-compliant: MetadataOptions.HttpTokens is not stated',
    ],
  ],
]);

describeRule(METADATA_HOPS, [
  [
    'one hop, two, and no word',
    (stack) => {
      new LaunchTemplate(stack, 'One', { httpPutResponseHopLimit: 1 });
      new LaunchTemplate(stack, 'Two', { httpPutResponseHopLimit: 2 });
      new LaunchTemplate(stack, 'Silent', {});
    },
    [
      'Shop/One/Resource: compliant',
      'Shop/Silent/Resource: unknown: MetadataOptions.HttpPutResponseHopLimit is not stated, so the image or the account decides',
      'Shop/Two/Resource: non-compliant: MetadataOptions.HttpPutResponseHopLimit is 2',
    ],
  ],
]);

describeRule(ENCRYPTED_VOLUMES, [
  [
    'blue and green in one stack: each is judged for itself',
    (stack) => {
      const device = (encrypted: boolean) => ({
        deviceName: '/dev/xvda',
        volume: BlockDeviceVolume.ebs(8, { encrypted }),
      });
      new LaunchTemplate(stack, 'Blue', { blockDevices: [device(true)] });
      new LaunchTemplate(stack, 'Green', { blockDevices: [device(false)] });
      new LaunchTemplate(stack, 'Silent', {});
    },
    [
      'Shop/Blue/Resource: compliant',
      'Shop/Green/Resource: non-compliant: BlockDeviceMappings.Ebs.Encrypted is false',
      'Shop/Silent/Resource: unknown: BlockDeviceMappings has no root device, so the image or the account decides',
    ],
  ],
  [
    'a root volume that nobody mentions, a second volume, and what is no volume',
    (stack) => {
      const root = { deviceName: '/dev/sda1', ebs: { encrypted: true } };
      template(stack, 'DataAlone', { blockDeviceMappings: [{ deviceName: '/dev/sdf', ebs: { encrypted: true } }] });
      template(stack, 'Second', { blockDeviceMappings: [root, { deviceName: '/dev/sdf', ebs: { volumeSize: 8 } }] });
      template(stack, 'Both', { blockDeviceMappings: [root, { deviceName: '/dev/sdf', ebs: { encrypted: true } }] });
      template(stack, 'Disk', { blockDeviceMappings: [root, { deviceName: '/dev/sdb', virtualName: 'ephemeral0' }] });
      template(stack, 'Left', { blockDeviceMappings: [root, { deviceName: '/dev/sdb', noDevice: '' }] });
      new CfnInstance(stack, 'Server', { blockDeviceMappings: [root] });
    },
    [
      'Shop/Both: compliant',
      'Shop/DataAlone: unknown: BlockDeviceMappings has no root device, so the image or the account decides',
      'Shop/Disk: compliant',
      'Shop/Left: compliant',
      'Shop/Second: non-compliant: BlockDeviceMappings.Ebs.Encrypted is not stated',
      'Shop/Server: compliant',
    ],
  ],
]);

describeRule(PUBLIC_ADDRESS, [
  [
    'launch templates, launch configurations and instances',
    (stack) => {
      new LaunchTemplate(stack, 'Plain', {});
      const associatePublicIpAddress = true;
      template(stack, 'Template', { networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress }] });
      const options = { imageId: 'ami-1', instanceType: 'm5.large' };
      new CfnLaunchConfiguration(stack, 'Old', { ...options, associatePublicIpAddress });
      const networkInterfaces = [{ deviceIndex: '0', associatePublicIpAddress: parameter(stack) as any }];
      raw(stack, 'Given', 'AWS::EC2::Instance', {
        NetworkInterfaces: [{ AssociatePublicIpAddress: networkInterfaces[0].associatePublicIpAddress }],
      });
    },
    [
      'Shop/Plain/Resource: compliant',
      'Shop/Template: non-compliant: NetworkInterfaces.AssociatePublicIpAddress is true',
      'Shop/Old: non-compliant: AssociatePublicIpAddress is true',
      'Shop/Given: unknown: NetworkInterfaces.AssociatePublicIpAddress is ${Shop/Parameter}',
    ],
  ],
]);

describeRule(OPEN_INGRESS, [
  [
    'the internet as a whole, in halves and in IPv6, and a network',
    (stack) => {
      const vpc = network(stack);
      const group = (id: string, ...peers: string[]) => {
        const made = new SecurityGroup(stack, id, { vpc });
        peers.forEach((peer) =>
          made.addIngressRule(peer.includes(':') ? Peer.ipv6(peer) : Peer.ipv4(peer), Port.tcp(443)),
        );
      };
      group('Whole', '0.0.0.0/0');
      group('Halves', '0.0.0.0/1', '128.0.0.0/1');
      group('Six', '2000::/3');
      group('Network', '10.0.0.0/8', 'fd00::/16');
      new SecurityGroup(stack, 'Own', { vpc }).addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(443));
    },
    [
      'Shop/Halves/Resource: non-compliant: CidrIp is 0.0.0.0/1; CidrIp is 128.0.0.0/1',
      'Shop/Network/Resource: compliant',
      'Shop/Own/Resource: compliant',
      'Shop/Six/Resource: non-compliant: CidrIpv6 is 2000::/3',
      'Shop/Whole/Resource: non-compliant: CidrIp is 0.0.0.0/0',
    ],
  ],
  [
    'rules that stand alone, and ranges that only the deployment tells',
    (stack) => {
      const rule = (id: string, properties: object) =>
        raw(stack, id, 'AWS::EC2::SecurityGroupIngress', { IpProtocol: 'tcp', ...properties });
      rule('Open', { CidrIpv6: '::/0' });
      rule('Given', { CidrIp: parameter(stack) });
      rule('Group', { SourceSecurityGroupId: 'sg-1' });
    },
    [
      'Shop/Given: unknown: CidrIp is ${Shop/Parameter}',
      'Shop/Group: compliant',
      'Shop/Open: non-compliant: CidrIpv6 is ::/0',
    ],
  ],
]);

const certificates = [ListenerCertificate.fromArn(CERTIFICATE_ARN)];
const defaultAction = ListenerAction.fixedResponse(404);

function listeners(stack: Stack): void {
  const balancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc: network(stack) });
  const sslPolicy = SslPolicy.TLS13_RES;
  balancer.addListener('Https', { port: 443, certificates, defaultAction, sslPolicy, open: false });
  balancer.addListener('OldTls', { port: 8443, certificates, defaultAction, sslPolicy: SslPolicy.TLS11, open: false });
  balancer.addRedirect({ open: false });
  balancer.addListener('Http', { port: 8080, protocol: ApplicationProtocol.HTTP, defaultAction, open: false });
  raw(stack, 'Given', LISTENER, { Protocol: parameter(stack), SslPolicy: { Ref: 'Parameter' } });
  raw(stack, 'Tcp', LISTENER, { Protocol: 'TCP' });
  raw(stack, 'Silent', LISTENER, { Protocol: 'TLS' });
}

describeRule(ENCRYPTED_LISTENER, [
  [
    'listeners of load balancers',
    listeners,
    [
      'Shop/Balancer/Http/Resource: non-compliant: Protocol is HTTP',
      'Shop/Balancer/Https/Resource: compliant',
      'Shop/Balancer/OldTls/Resource: compliant',
      'Shop/Balancer/Redirect80To443/Resource: compliant',
      'Shop/Given: unknown: Protocol is ${Shop/Parameter}',
      'Shop/Silent: compliant',
      'Shop/Tcp: unknown: Protocol is TCP: whether what it carries is encrypted',
    ],
  ],
]);

describeRule(TLS_POLICY, [
  [
    'listeners of load balancers',
    listeners,
    [
      'Shop/Balancer/Https/Resource: compliant',
      'Shop/Balancer/OldTls/Resource: non-compliant: SslPolicy is ELBSecurityPolicy-TLS-1-1-2017-01',
      'Shop/Given: unknown: SslPolicy is ${Shop/Parameter}',
      'Shop/Silent: non-compliant: SslPolicy is not stated, which means ELBSecurityPolicy-2016-08',
    ],
  ],
]);
