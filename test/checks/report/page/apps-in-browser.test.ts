import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code, Function, FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import { shop } from '../../../../examples/shop';
import { readAssembly } from '../../../../lib/checks/assembly/assembly';
import { judge } from '../../../../lib/checks/judgement/judge';
import { reportAsPage } from '../../../../lib/checks/report/page/page';
import { Report } from '../../../../lib/checks/report/report-model';
import { synth } from '../../../fixtures/assemblies/synth';
import { Box, collisions, describeInBrowser, TestPage } from '../../../page/browser';

jest.setTimeout(120_000);

/** What `measures.js` says, of what is asked here. */
interface Measures {
  readonly width: number;
  readonly cutOff: string[];
  readonly drawing: { readonly boxes: Array<Box & { text: string }>; readonly outside: string[] };
}

const WIDE = { width: 1400, height: 900 };
const tested = new TestPage<Measures>('golden-path-report', join(__dirname, 'measures.js'));

describeInBrowser('the page of an app that was synthesized', () => {
  beforeAll(() => tested.launch());
  afterAll(() => tested.close());
  beforeEach(() => tested.reset(WIDE));

  test('shows the demo', async () => {
    const report = judged((app) => shop(app, 'examples/release.json'));
    const url = await tested.open('demo', reportAsPage(report));
    await tested.shoot('demo');
    expect([tested.requests, tested.complaints]).toEqual([[url], []]);
    expect(await tested.page.locator('#services tbody th').allInnerTexts()).toEqual([
      'catalog\ncatalog.shop.internal',
      'checkout\ncheckout.shop.internal',
    ]);
    expect(await tested.page.locator('#acknowledgements tbody tr').count()).toBe(report.acknowledgements.length);
    expect(await tested.measure('cutOff')).toEqual([]);
    expect(await tested.measure('width')).toBeLessThanOrEqual(WIDE.width);
  });

  test('draws all that an app shows to the internet', async () => {
    const report = judged(openApp);
    await tested.open('open-app', reportAsPage(report));
    await tested.page.locator('figure').screenshot({ path: join(tested.folder, 'open-app-drawing.png') });
    const { boxes, outside } = await tested.measure('drawing');
    expect(report.exposure.public).toBeGreaterThanOrEqual(2);
    expect(await tested.page.locator('svg.reach g.open').count()).toBeGreaterThanOrEqual(report.exposure.public);
    expect(boxes.map(({ text }) => text).join()).toMatch(/internet.*gateway Web\/Vpc\/IGW/);
    expect([outside, collisions(boxes)]).toEqual([[], []]);
  });
});

function judged(build: (app: App) => void): Report {
  return judge(readAssembly(synth(build)), { date: '2026-11-24', expired: 'fail', folder: process.cwd() });
}

function openApp(app: App): void {
  const stack = new Stack(app, 'Web', { env: { account: '111122223333', region: 'eu-west-1' } });
  const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
  new ApplicationLoadBalancer(stack, 'Balancer', { vpc, internetFacing: true }).addListener('Http', {
    port: 80,
    defaultAction: ListenerAction.fixedResponse(200),
  });
  new Function(stack, 'Function', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => 1;'),
  }).addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
}
