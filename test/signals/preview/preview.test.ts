import { PreviewedDashboard, previewOf } from '../../../lib/signals/preview/preview';
import { PreviewStack } from '../../../lib/signals/preview/reading/stacks';
import { HOSTILE, SPECIMEN } from './specimen';
import { dashboardOf, dashboardResource, stackOf } from './stacks';

function only(stack: PreviewStack): PreviewedDashboard {
  const { dashboards } = previewOf([stack]);
  expect(dashboards).toHaveLength(1);
  return dashboards[0];
}

/** One dashboard with these widgets, and what is wrong with it. */
function problemsOf(widgets: unknown[], more: object = {}): readonly string[] {
  return only(stackOf({ Shop: dashboardOf(widgets, more) })).problems;
}

const metric = (properties: object) => ({ type: 'metric', properties });

describe('the page of a dashboard', () => {
  const specimen = only(SPECIMEN);

  test('says what it is, and that its data are made up', () => {
    const text = specimen.html
      .replace(/<style>[^]*<\/style>/, '')
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ');
    expect(text).toContain('Preview with sample data.');
    expect(text).toContain('(stack Checkout, Dashboard, eu-central-1; 19 widgets, 17 metrics)');
    expect(text).toContain('The values are made up, and so are the states of alarms: nobody asked AWS.');
    expect(text).toContain('They tell of 3 hours until 2026-01-01 12:00 UTC');
  });

  test('has every widget, with nothing wrong', () => {
    expect(specimen).toMatchObject({
      name: 'specimen',
      stack: 'Checkout',
      file: 'specimen.html',
      widgets: 19,
      problems: [],
    });
    expect(specimen.html.match(/<article/g)).toHaveLength(19);
    expect(specimen.html).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  test('is the same each time', () => {
    expect(only(SPECIMEN).html).toBe(specimen.html);
  });

  test('is small enough to be sent to somebody', () => {
    expect(specimen.html.length).toBeLessThan(200_000);
  });

  test('shows the releases of the story', () => {
    const labels = [...specimen.html.matchAll(/<\/span>(p99 [0-9a-f]{12} \[max: 0\.\d+\])/g)];
    expect(labels).toHaveLength(2);
  });

  test('draws thresholds with their labels', () => {
    expect(specimen.html).toMatch(/class="threshold right above[^>]*>pages \(0\.3\)</);
    expect(specimen.html).toContain('Line at ticket (0.2) and upper end (0.3).');
    expect(specimen.html).toContain('Long ago, 2020-01-01 00:00 (not in the time shown)');
  });

  test('draws what an alarm watches, with its threshold', () => {
    expect(specimen.html).toMatch(
      /TargetResponseTime: from 0\.\d+ to 0\.\d+, at last 0\.\d+\. Line at Latency \(0\.3\)\./,
    );
  });

  test('says where metrics are from that are not from here', () => {
    expect(specimen.html.match(/class="badge">([^<]+)</g)).toEqual(['class="badge">us-east-1<']);
  });

  test('has all there is to say of each alarm, once', () => {
    const table = specimen.html.slice(specimen.html.indexOf('id="alarms"'));
    expect(table.match(/<tr role="row" id="alarm-\d"/g)).toHaveLength(4);
    expect(table).toContain('ALARM(&quot;Latency&quot;) OR ALARM(&quot;Errors&quot;)');
    expect(table).toContain('p99 Target<wbr />Response<wbr />Time &gt; 0.3 for 3 of 5 × 1 min');
    expect(table).toContain('One request in a hundred takes longer than promised.');
    for (const [, id] of specimen.html.matchAll(/href="#(alarm-\d)"/g)) expect(table).toContain(`id="${id}"`);
  });
});

describe('a hostile dashboard', () => {
  const hostile = only(HOSTILE);

  test('gets nothing into the page but text', () => {
    for (const page of [hostile.html, previewOf([HOSTILE]).index]) {
      const tags = page.replace(/<style>[^]*?<\/style>/, '').match(/<\/?[a-z][^>]*>/gi) ?? [];
      expect(tags.filter((tag) => /^<(script|img|iframe|link|object|base|form)/i.test(tag))).toEqual([]);
      expect(tags.filter((tag) => /\s(on\w+|src)\s*=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
      expect([...page.matchAll(/href="([^"]*)"/g)].filter(([, to]) => !/^(#|https?:|[\w.-]+\.html$)/.test(to))).toEqual(
        [],
      );
      expect(page).not.toMatch(/style="[^"]*(url|red)/);
    }
    expect(hostile.html).toContain('&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;');
  });

  test('has a file of its own all the same', () => {
    expect(hostile.file).toBe('-script-document-title-owned-script-img-src-x-onerror-alert-1-.html');
  });
});

describe('what is broken in a dashboard', () => {
  test('is told with the widget, and shown in it', () => {
    const { html, problems } = only(
      stackOf({
        Shop: dashboardOf([{ type: 'text' }, metric({ title: 'Errors', metrics: [[{ expression: 'm1 / m2' }]] })]),
      }),
    );
    expect(problems).toEqual([expect.stringMatching(/^widget 2 \(Errors\): `m1 \/ m2` cannot be evaluated: /)]);
    expect(html.match(/✗ `m1 \/ m2` cannot be evaluated/g)).toHaveLength(1);
    expect(html).toMatch(/✗ 1 problem\n<ul>\n<li>widget 2 \(Errors\): /);
  });

  test.each([
    ['a row that is none', metric({ metrics: [['N']] }), 'row 1 of `metrics` is neither a metric nor an expression'],
    [
      'an alarm that is none',
      { type: 'alarm', properties: { alarms: ['Nothing.Arn'] } },
      '`Nothing.Arn` leads to no alarm',
    ],
    [
      'an alarm of a graph that is none',
      metric({ annotations: { alarms: ['Nothing.Arn'] } }),
      '`Nothing.Arn` leads to no alarm',
    ],
    ['a view that is none', metric({ view: 'radar' }), '`view` is none that CloudWatch has: radar'],
    ['a gauge without ends', metric({ view: 'gauge' }), 'a gauge needs `yAxis.left.min` and `yAxis.left.max`'],
    ['a time that is none', metric({ start: 'noon' }), '`start` or `end` is no time that CloudWatch knows: noon'],
    ['no type', {}, 'it has no `type`'],
    [
      'a place beyond the grid',
      { type: 'text', x: 0, y: 0, width: 30 },
      '`width` must be a whole number from 1 to 24, got 30',
    ],
  ])('may be %s', (_, widget, problem) => {
    expect(problemsOf([widget])).toEqual([`widget 1: ${problem}`]);
  });

  test('may be its time', () => {
    expect(problemsOf([], { start: 'PT3H' })).toEqual(['`start` or `end` is no time that CloudWatch knows: PT3H']);
  });

  test('may be its size', () => {
    expect(problemsOf(Array.from({ length: 501 }, () => ({ type: 'text' })))).toEqual([
      'the dashboard has 501 widgets, but CloudWatch allows 500',
    ]);
  });

  test('is not what this page does not draw, or what has no metrics', () => {
    expect(
      problemsOf([{ type: 'explorer', properties: {} }, { type: 'custom' }, metric({}), metric({ metrics: [] })]),
    ).toEqual([]);
  });

  test('fails the whole if there is no body to read', () => {
    expect(() => previewOf([SPECIMEN, stackOf({ A: dashboardResource('{') }, { stack: 'Other' })])).toThrow(
      '[Other/A] `DashboardBody` must be JSON, got',
    );
  });
});

describe('the dashboards of an assembly', () => {
  test('are pages with names that are safe, and each its own', () => {
    const named = (name: string) => dashboardResource('{"widgets":[]}', name);
    const stack = stackOf({
      A: named('shop'),
      B: named('Shop'),
      C: named('../etc/passwd'),
      D: named('index'),
      E: named('é'),
    });
    expect(previewOf([stack]).dashboards.map(({ file }) => file)).toEqual([
      'shop.html',
      'Shop-2.html',
      '-etc-passwd.html',
      'index-2.html',
      '-.html',
    ]);
  });

  test('lead to each other as they do in the console', () => {
    const link = dashboardResource(
      JSON.stringify({ widgets: [{ type: 'text', properties: { markdown: '[all](#dashboards:name=fleet)' } }] }),
      'shop',
    );
    const stack = stackOf({ A: link, B: dashboardResource('{"widgets":[]}', 'fleet') });
    expect(previewOf([stack]).dashboards[0].html).toContain('<a href="fleet.html">all</a>');
  });

  test('are listed', () => {
    const good = stackOf({ A: dashboardOf([]) });
    const bad = stackOf({ B: dashboardResource('{"widgets":[{}]}', 'broken') }, { stack: 'Other' });
    const { index } = previewOf([good, bad]);
    expect(index).toContain('2 dashboards');
    expect(index).toContain('<a href="shop.html">shop</a>');
    expect(index).toMatch(/class="good">\s*✓ none/);
    expect(index).toMatch(/class="bad">\s*✗ 1\s/);
  });

  test('may be none', () => {
    expect(previewOf([]).dashboards).toEqual([]);
    expect(previewOf([]).index).toContain('0 dashboards');
  });
});
