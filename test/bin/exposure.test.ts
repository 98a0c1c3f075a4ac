import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { GoldenPath } from '../../lib';
import { addHarmless, synth, temporaryFolder } from '../fixtures/assemblies/synth';
import { goldenPath } from './command';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

function shop(build: (stack: Stack, app: App) => void): string {
  return synth((app) => build(new Stack(app, 'Shop'), app));
}

const make = (stack: Stack, id: string, type: string, properties: object = {}) =>
  new CfnResource(stack, id, { type, properties: { ...properties } });

const closed = () => shop((stack) => void make(stack, 'Balancer', BALANCER, { Scheme: 'internal' }));
const open = () => shop((stack) => void make(stack, 'Server', 'AWS::Lightsail::Instance'));

function exposure(assembly: string, ...options: string[]) {
  return goldenPath(['exposure', '--assembly', assembly, ...options]);
}

describe('golden-path exposure', () => {
  test('ends with 0 where nothing can be reached, and says what was looked at', () => {
    expect(exposure(closed())).toEqual({
      code: 0,
      err: '',
      out: 'within budget: 0 public of 0 allowed, 0 unknown, 1 not public (1 resource)\n',
    });
  });

  test('ends with 1 over budget, with the verdict first and the way', () => {
    expect(exposure(open())).toEqual({
      code: 1,
      err: '',
      out: `over budget: 1 public of 0 allowed, 0 unknown, 0 not public (1 resource)

Public (1)
  Shop/Server · AWS::Lightsail::Instance · Shop
    AWS gives it an endpoint on the internet in any case
    internet -> server Shop/Server
`,
    });
  });

  test('ends with 0 where the budget allows it', () => {
    const { code, out } = exposure(open(), '--budget', '1');
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'within budget: 1 public of 1 allowed, 0 unknown, 0 not public (1 resource)',
    ]);
  });

  test('takes the budget that the app declares, unless another one is given', () => {
    const assembly = shop((stack, app) => {
      make(stack, 'Server', 'AWS::Lightsail::Instance');
      GoldenPath.protect(app, { publicComponents: 1 });
    });
    expect(exposure(assembly).code).toBe(0);
    expect(exposure(assembly, '--budget', '0').code).toBe(1);
  });

  test('ends with 1 for what nobody can tell, until somebody has looked at it', () => {
    const unknown = (accept: boolean) =>
      shop((stack) => {
        const thing = make(stack, 'Thing', 'New::Kind::Thing');
        if (!accept) return;
        GoldenPath.acknowledge(thing, {
          rule: 'GoldenPath::GoldenPath-SEC-4-UnknownExposure',
          reason: 'It only counts things.',
          owner: 'shop-team',
          expires: '2027-01-31',
        });
      });
    const { code, out } = exposure(unknown(false));
    expect([code, out.split('\n')[0]]).toEqual([
      1,
      'unknown exposure: 0 public of 0 allowed, 1 unknown, 0 not public (1 resource)',
    ]);
    const accepted = exposure(unknown(true));
    expect(accepted.code).toBe(0);
    expect(accepted.out).toContain('1 unknown and acknowledged');
    expect(accepted.out).toContain('declared: It only counts things.');
  });

  test('counts a public component though it is declared', () => {
    const assembly = shop((stack) => {
      GoldenPath.acknowledge(make(stack, 'Server', 'AWS::Lightsail::Instance'), {
        rule: 'GoldenPath::GoldenPath-SEC-4-PublicComponent',
        reason: 'Customers pay here.',
        owner: 'shop-team',
        expires: '2027-01-31',
      });
    });
    const { code, out } = exposure(assembly);
    expect([code, out.includes('declared: Customers pay here.')]).toEqual([1, true]);
  });

  test('with --json prints every resource, sorted, and nothing else', () => {
    const assembly = shop((stack) => {
      make(stack, 'Server', 'AWS::Lightsail::Instance');
      make(stack, 'Function', 'AWS::Lambda::Function');
      make(stack, 'Shared', 'AWS::RAM::ResourceShare', { Principals: ['444455556666'] });
    });
    const { code, out, err } = exposure(assembly, '--json', '--budget', '7');
    expect([code, err]).toEqual([0, '']);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual(['schema', 'budget', 'resources', 'grants', 'egress']);
    expect([report.schema, report.budget]).toEqual(['golden-path/exposure/1', 7]);
    expect(report.resources.map(({ construct }: { construct: string }) => construct)).toEqual([
      'Shop/Function',
      'Shop/Server',
      'Shop/Shared',
    ]);
    expect(report.resources[1]).toEqual({
      stack: 'Shop',
      construct: 'Shop/Server',
      logicalId: 'Server',
      type: 'AWS::Lightsail::Instance',
      verdict: 'public',
      reason: 'AWS gives it an endpoint on the internet in any case',
      paths: [['internet', 'server Shop/Server']],
    });
    expect(report.grants).toMatchObject([{ construct: 'Shop/Shared', kind: 'sharing', to: 'account 444455556666' }]);
    expect(report.egress).toMatchObject([{ construct: 'Shop/Function', to: 'internet', verdict: 'open' }]);
  });

  test('prints no line that a construct id has made up', () => {
    const assembly = shop((stack) => {
      const made = make(stack, 'Server', 'AWS::Lightsail::Instance');
      made.addMetadata('aws:cdk:path', 'Shop/Server\nwithin budget: 0 public\u001b[2K');
    });
    const { out } = exposure(assembly);
    expect(out.split('\n').filter((line) => line.startsWith('within'))).toEqual([]);
    expect(out).not.toContain('\u001b');
  });
});

describe('golden-path exposure ends with 2', () => {
  test('without an assembly', () => {
    const { code, out, err } = exposure(temporaryFolder());
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('manifest.json: is missing, so this is no cloud assembly');
  });

  test('for an assembly without resources', () => {
    const { code, out, err } = exposure(synth(() => undefined));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('has no resources, so there is nothing to judge');
  });

  test.each(['-1', 'two', '1.5', ''])('for the budget %j', (budget) => {
    const { code, err } = exposure(shop(addHarmless), `--budget=${budget}`);
    expect([code, err]).toEqual([2, `golden-path: --budget must be a whole number from 0 on, got '${budget}'\n`]);
  });
});
