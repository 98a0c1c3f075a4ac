import * as fs from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { App, CfnParameter, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { ImmutableService, Release, ReleaseProps } from '../../lib';
import { COMMIT_A, IMAGE_A, messageOf, releaseA, serviceIn, templateOf } from '../stacks';

const FLOATING =
  'an image that floats changes under a release. Resolve it once, when the release is made (aws ssm get-parameter --name NAME --query Parameter.Value), and write the AMI id into the manifest';
const AMI = 'be an AMI id: ami- and 8 or 17 hexadecimal digits';
const AMI_FIX = 'correct it: aws ec2 describe-images shows it as ImageId';
const COMMIT = 'be a full commit id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits';
const COMMIT_FIX = 'take the output of git rev-parse HEAD';
const FIX = 'be a reason in one line of 10 to 500 characters, without braces, and without spaces around it';
const FIX_FIX = "write what it mends, such as 'the checkout fails since 14:10, see incident 4711'";
const BAKE = 'let the bake write the manifest, or see release-manifest.schema.json';

/** What a message says: property, requirement, value as shown, fix. */
type Message = [property: string, must: string, got: string, fix: string];

const malformed = (got: string): Message => ['images.eu-west-1', AMI, `"${got}"`, AMI_FIX];
const floating = (got: string): Message => [
  'images.eu-west-1',
  'be a concrete AMI id such as ami-0123456789abcdef0',
  `"${got}"`,
  FLOATING,
];
const shortened = (got: string): Message => ['commit', COMMIT, `"${got}"`, COMMIT_FIX];
const unfixed = (got: string): Message => ['fix', FIX, JSON.stringify(got), FIX_FIX];
const textOf = (place: string, [property, must, got, fix]: Message) =>
  `[${place}] \`${property}\` must ${must}, got ${got}: ${fix}`;

describe('a release by its parts', () => {
  const imaged = (image: string): Partial<ReleaseProps> => ({ images: { 'eu-west-1': image } });
  const anyToken = Lazy.string({ produce: () => IMAGE_A });
  const parameter = new CfnParameter(new Stack(), 'Image').valueAsString;

  test.each<[string, Partial<ReleaseProps>, Message]>([
    ['with too short an AMI id', imaged('ami-0123'), malformed('ami-0123')],
    ['with an AMI id in capitals', imaged('ami-0AAAAAAAAAAAAAAAA'), malformed('ami-0AAAAAAAAAAAAAAAA')],
    ['with an alias for an image', imaged('latest'), floating('latest')],
    ['with an empty image', imaged(''), floating('')],
    [
      'with a dynamic reference for an image',
      imaged('{{resolve:ssm:/golden/ami}}'),
      floating('{{resolve:ssm:/golden/ami}}'),
    ],
    [
      'with what EC2 would resolve for an image',
      imaged('resolve:ssm:/golden/ami'),
      floating('resolve:ssm:/golden/ami'),
    ],
    ['with a token for an image', imaged(anyToken), floating(anyToken)],
    ['with a parameter for an image', imaged(parameter), floating(parameter)],
    [
      'without an image',
      { images: {} },
      [
        'images',
        'name an image for one region at least',
        '{}',
        'add the AMI id of each region that the release is deployed to',
      ],
    ],
    [
      'with an image for no region',
      { images: { Ireland: IMAGE_A } },
      ['images.Ireland', 'be keyed by a region such as eu-west-1', '"Ireland"', 'correct the region'],
    ],
    ['with a shortened commit', { commit: 'abc1234' }, shortened('abc1234')],
    ['with a commit in capitals', { commit: 'A'.repeat(40) }, shortened('A'.repeat(40))],
    ['with a branch for a commit', { commit: 'main' }, shortened('main')],
    ['with a commit of 41 digits', { commit: 'a'.repeat(41) }, shortened('a'.repeat(41))],
    ['as a fix of nine letters', { fix: 'a'.repeat(9) }, unfixed('a'.repeat(9))],
    ['as a fix of 501 letters', { fix: 'a'.repeat(501) }, unfixed('a'.repeat(501))],
    ['as a fix of nothing but spaces', { fix: ' '.repeat(12) }, unfixed(' '.repeat(12))],
    ['as a fix of two lines', { fix: 'ends incident\n4711' }, unfixed('ends incident\n4711')],
    ['as a fix that is written at deploy time', { fix: anyToken }, unfixed(anyToken)],
  ])('fails %s', (_, props, message) => {
    expect(messageOf(() => releaseA(props))).toBe(textOf('Release', message));
  });

  test.each([
    ['an old, short AMI id', imaged('ami-0123abcd')],
    ['a commit of SHA-256', { commit: 'b'.repeat(64) }],
    ['a reason of ten letters', { fix: 'a'.repeat(10) }],
    ['a reason of 500 letters', { fix: 'a'.repeat(500) }],
  ])('may have %s', (_, props) => {
    expect(() => releaseA(props)).not.toThrow();
  });
});

describe('a release by its manifest', () => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'golden-path-manifest-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  const file = path.join(folder, 'release.json');
  const good = {
    schema: 'golden-path/release/1',
    commit: COMMIT_A,
    architecture: 'arm64',
    images: { 'eu-west-1': IMAGE_A },
    builtAt: '2026-11-20T09:30:00Z',
  };
  const messageFor = (content: string) => {
    fs.writeFileSync(file, content);
    return messageOf(() => Release.fromManifest(file));
  };
  const unreadable = (must: string, got: string): Message => [
    'file',
    must,
    `"${got}"`,
    'give the path of the manifest that the bake of the release wrote',
  ];

  test('fails where there is no file', () => {
    expect(messageOf(() => Release.fromManifest('no/such.json'))).toBe(
      textOf('no/such.json', unreadable('be a file that can be read', 'ENOENT')),
    );
  });

  test('fails for a folder', () => {
    expect(messageOf(() => Release.fromManifest(folder))).toBe(
      textOf(folder, unreadable('be a file that can be read', 'EISDIR')),
    );
  });

  test('fails where it is not JSON', () => {
    expect(messageFor('')).toBe(textOf(file, unreadable('be JSON', 'Unexpected end of JSON input')));
  });

  test.each<[string, unknown, Message]>([
    ['where it is no object', [], ['(root)', 'be a JSON object', '[]', BAKE]],
    [
      'with another schema',
      { ...good, schema: 'golden-path/release/2' },
      [
        'schema',
        'be "golden-path/release/1"',
        '"golden-path/release/2"',
        'upgrade cdk-golden-path, or bake the image again',
      ],
    ],
    [
      'with more than a manifest says',
      { ...good, userData: '#!/bin/sh' },
      ['userData', 'not be there', '"#!/bin/sh"', 'remove it: a manifest says nothing that a release does not use'],
    ],
    ['without a commit', { ...good, commit: undefined }, ['commit', COMMIT, 'nothing', COMMIT_FIX]],
    ['with a shortened commit', { ...good, commit: 'abc1234' }, shortened('abc1234')],
    [
      'with an architecture of another name',
      { ...good, architecture: 'amd64' },
      ['architecture', 'be one of arm64, x86_64', '"amd64"', BAKE],
    ],
    ['without images', { ...good, images: [] }, ['images', 'be an object from region to AMI id', '[]', BAKE]],
    ['with an image that floats', { ...good, images: { 'eu-west-1': 'latest' } }, floating('latest')],
    ['with a number for an image', { ...good, images: { 'eu-west-1': 5 } }, ['images.eu-west-1', AMI, '5', AMI_FIX]],
    [
      'with a day for a time',
      { ...good, builtAt: '2026-11-20' },
      ['builtAt', 'be a time in UTC such as 2026-11-20T09:30:00Z', '"2026-11-20"', BAKE],
    ],
    [
      'with a root device outside of /dev',
      { ...good, rootDeviceName: 'xvda' },
      [
        'rootDeviceName',
        'be a device such as /dev/xvda',
        '"xvda"',
        'take it from the image: aws ec2 describe-images shows it as RootDeviceName',
      ],
    ],
    ['with a fix that says nothing', { ...good, fix: 'a fix' }, unfixed('a fix')],
    ['with a fix by number', { ...good, fix: 4711 }, ['fix', FIX, '4711', FIX_FIX]],
  ])('fails %s', (_, content, message) => {
    expect(messageFor(JSON.stringify(content))).toBe(textOf(file, message));
  });

  test('is a fix if the manifest says so, or whoever deploys it', () => {
    fs.writeFileSync(file, JSON.stringify({ ...good, fix: 'ends incident 4711' }));
    expect(Release.fromManifest(file).fix).toBe('ends incident 4711');
    expect(Release.fromManifest(file, { fix: 'ends incident 4712' }).fix).toBe('ends incident 4712');
  });

  test('says what is in it, where nothing is wrong', () => {
    fs.writeFileSync(file, JSON.stringify(good));
    const { commit, architecture, builtAt } = Release.fromManifest(file);
    expect({ commit, architecture, builtAt }).toEqual({
      commit: COMMIT_A,
      architecture: 'arm64',
      builtAt: good.builtAt,
    });
  });
});

describe('an escape hatch', () => {
  const NAME = 'two releases stand side by side during a rollout, so neither can own a fixed name: leave it out';
  const DATA = 'AWS::EC2::LaunchTemplate.LaunchTemplateData';
  const overrideData = (property: string) => (service: ImmutableService) =>
    service.launchTemplate.addPropertyOverride(`LaunchTemplateData.${property}`, 'x');
  const tagged = (key: string) => (service: ImmutableService) => Tags.of(service).add(key, 'x');
  const forbidden = (path: string, property: string, type: string, because: string, got = 'x') =>
    `[Checkout/Checkout/${path}] \`${property}\` of ${type} is not allowed, got "${got}": ${because}`;
  const refusedTag = (key: string) =>
    `[Checkout/Checkout/Servers] \`tag key\` must consist of letters, digits and + - = . , _ : @, because servers read their tags from the metadata service and would not start otherwise, got "${key}": rename the tag, or keep it off the servers: Tags.of(scope).add('${key}', value, { applyToLaunchedInstances: false, excludeResourceTypes: ['aws:cdk:stack'] })`;

  test.each<[string, (service: ImmutableService) => void, string]>([
    [
      'to user data',
      overrideData('UserData'),
      forbidden(
        'Servers/LaunchTemplate',
        'UserData',
        DATA,
        'servers are not provisioned after boot: bake it into the image, or pass it as configuration',
      ),
    ],
    [
      'to a key pair',
      overrideData('KeyName'),
      forbidden(
        'Servers/LaunchTemplate',
        'KeyName',
        DATA,
        'nobody logs in to a server: bake what is missing into the image',
      ),
    ],
    [
      'to the live size of the group',
      (service) => service.autoScalingGroup.addPropertyOverride('DesiredCapacity', '3'),
      forbidden(
        'Servers/Group',
        'DesiredCapacity',
        'AWS::AutoScaling::AutoScalingGroup',
        'a template that states it resets the live size at each deploy: leave it out and set the minimum and maximum',
        '3',
      ),
    ],
    [
      'to the name of the group',
      (service) => service.autoScalingGroup.addPropertyOverride('AutoScalingGroupName', 'x'),
      forbidden('Servers/Group', 'AutoScalingGroupName', 'AWS::AutoScaling::AutoScalingGroup', NAME),
    ],
    [
      'to the name of the launch template',
      (service) => service.launchTemplate.addPropertyOverride('LaunchTemplateName', 'x'),
      forbidden('Servers/LaunchTemplate', 'LaunchTemplateName', 'AWS::EC2::LaunchTemplate', NAME),
    ],
    [
      'to the name of the target group',
      (service) => service.targetGroup.addPropertyOverride('Name', 'x'),
      forbidden('Servers/TargetGroup', 'Name', 'AWS::ElasticLoadBalancingV2::TargetGroup', NAME),
    ],
    [
      'to the name of a rollback alarm',
      (service) => service.rollbackAlarms[0].addPropertyOverride('AlarmName', 'x'),
      forbidden('Signals/RollbackAlarms/Latency', 'AlarmName', 'AWS::CloudWatch::Alarm', NAME),
    ],
    [
      'to a property that nobody has classified',
      (service) => service.autoScalingGroup.addPropertyOverride('BrandNew', true),
      '[Checkout/Checkout/Servers/Group] `BrandNew` of AWS::AutoScaling::AutoScalingGroup is not classified by this version of cdk-golden-path, so nobody can say whether a change of it needs a new release: remove it, or upgrade cdk-golden-path',
    ],
    ['to a tag with a slash', tagged('team/name'), refusedTag('team/name')],
    ['to a tag with a space', tagged('cost center'), refusedTag('cost center')],
    ['to a tag of a dot', tagged('.'), refusedTag('.')],
    ['to a tag of two dots', tagged('..'), refusedTag('..')],
    ['to a tag named _index', tagged('_index'), refusedTag('_index')],
  ])('fails where it leads %s', (_, change, message) => {
    const service = serviceIn(new App());
    change(service);
    expect(messageOf(() => templateOf(service))).toBe(`Validation failed with the following errors:\n  ${message}`);
  });

  test.each<[string, (service: ImmutableService) => void]>([
    ['a tag of all that is allowed', tagged('az-AZ09+=.,_:@')],
    [
      'a tag with a slash that stays off the servers',
      (service) => Tags.of(service).add('team/name', 'x', { applyToLaunchedInstances: false }),
    ],
  ])('may lead to %s', (_, change) => {
    const service = serviceIn(new App());
    change(service);
    expect(() => templateOf(service)).not.toThrow();
  });
});
