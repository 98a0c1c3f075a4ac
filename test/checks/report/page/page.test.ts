import { reportAsPage } from '../../../../lib/checks/report/page/page';
import { oneLine } from '../../../../lib/page/text';
import { acknowledgementOf, compliantOf, exposedOf, findingOf, packOf, reportOf, ruleOf } from '../model-samples';
import { CLEAN, hostileReport, largeReport, reachedOf, SPECIMEN } from './samples';

const MEGABYTE = 1024 * 1024;
const PAGE = reportAsPage(SPECIMEN);
const TEXT = textOf(PAGE);

describe('the page', () => {
  test('has every text of the report, but for the names of what is not public, which it counts', () => {
    const { exposure } = SPECIMEN;
    const shown = exposure.resources.filter(({ verdict, paths }) => verdict !== 'not-public' || paths.length > 0);
    const texts = textsIn({ ...SPECIMEN, exposure: { ...exposure, resources: shown } });
    const [all, others] = [withoutSpace(TEXT), ['AwsSolutions::AwsSolutions-EC23']];
    expect(texts.length).toBeGreaterThan(250);
    expect(texts.filter((text) => !all.includes(withoutSpace(oneLine(text))))).toEqual(others);
    expect(TEXT).toContain('AWS::IAM::Role 26');
  });

  test('loads nothing, and runs nothing but its own script', () => {
    expect(PAGE.match(/<script/g)).toHaveLength(1);
    expect(withoutCode(PAGE)).not.toMatch(/<(link|img|iframe|object|embed|base|form|meta http-equiv="refresh")\b/i);
    expect(PAGE).not.toMatch(/@import|url\(/i);
    expect(PAGE).toMatch(
      /content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[^' ]+'; base-uri/,
    );
  });

  test('gives the same bytes for the same report', () => {
    expect(reportAsPage(JSON.parse(JSON.stringify(SPECIMEN)))).toBe(PAGE);
  });

  test('has no link that leads nowhere', () => {
    const ids = [...PAGE.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const links = [...PAGE.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('leads out only to what the evidence names', () => {
    const out = [...PAGE.matchAll(/(?:href|src)="([^#][^"]*)"/g)].map(([, link]) => link);
    expect(new Set(out)).toEqual(new Set(['https://example.com/adr/7', 'https://example.com/tickets/1']));
  });

  test.each([reportOf(), CLEAN, SPECIMEN, reportOf({ findings: [findingOf()] })])(
    'draws nothing that is no number',
    (report) => {
      expect(withoutCode(reportAsPage(report))).not.toMatch(/NaN|undefined|Infinity|\[object|null/);
    },
  );
});

describe('the verdict', () => {
  const verdictOn = (report: Parameters<typeof reportAsPage>[0]) => {
    const [, kind, text] = /<p class="verdict (\w+)">([^<]*)/.exec(reportAsPage(report)) ?? [];
    return [kind, text.trim()];
  };
  const checked = { rules: [ruleOf()], stacks: SPECIMEN.stacks };

  test('is that nobody could judge, whatever else was found, and says why', () => {
    const report = { ...CLEAN, problems: ['AwsSolutions: crashed'] };
    expect(verdictOn(report)).toEqual(['bad', '✗ Could not judge']);
    expect(textOf(reportAsPage(report))).toContain(
      'Until this is mended, nothing below means that all is well: AwsSolutions: crashed',
    );
  });

  test.each([
    ['findings', reportOf({ ...checked, findings: [findingOf()] }), ['bad', '✗ 1 error, 0 warnings, 0 notes']],
    ['new ones', SPECIMEN, ['bad', '✗ 4 new findings to mend, of 4 errors, 1 warning, 1 note']],
    ['nothing', reportOf(checked), ['good', '✓ Clean: nothing to mend in 125 resources']],
    [
      'notes',
      reportOf({ ...checked, findings: [findingOf({ severity: 'info' })] }),
      ['good', '✓ Clean: nothing to mend in 125 resources; 1 note'],
    ],
    [
      'what the baseline has',
      reportOf({
        ...checked,
        findings: [findingOf({ status: 'unchanged' })],
        baseline: { new: 0, unchanged: 1, fixed: [] },
      }),
      ['warn', '✓ Nothing new to mend; 1 finding of the baseline remain'],
    ],
    ['that nothing was checked', reportOf(), ['warn', 'Nothing was found, but no rule applied to anything']],
  ])('counts %s', (_, report, verdict) => expect(verdictOn(report)).toEqual(verdict));

  test('stands before everything else, and in the title', () => {
    expect(PAGE.indexOf('class="verdict')).toBeLessThan(PAGE.indexOf('<main'));
    expect(PAGE).toContain('<title>Golden path report: 4 new findings to mend, of 4 errors, 1 warning, 1 note</title>');
  });
});

describe('findings', () => {
  test('stand with the worst first, and the new before the known', () => {
    const findings = [
      findingOf({ rule: 'I', severity: 'info' }),
      findingOf({ rule: 'E2', status: 'unchanged' }),
      findingOf({ rule: 'W', severity: 'warning' }),
      findingOf({ rule: 'C', severity: 'custom', customSeverity: 'grave' }),
      findingOf({ rule: 'E1', status: 'new' }),
      findingOf({ rule: 'F', severity: 'fatal' }),
    ];
    const text = textOf(reportAsPage(reportOf({ findings })));
    const places = ['F', 'E1', 'E2', 'C', 'W', 'I'].map((rule) => text.indexOf(` ${rule} AwsSolutions`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toContain('grave C AwsSolutions');
  });

  test('say that only the template shows them', () => {
    expect(TEXT.match(/only the template shows it/g)).toHaveLength(1);
    expect(TEXT).toMatch(/only the template shows it UserData runs/);
  });

  test('are all there, even if there are too many to write out', () => {
    const findings = Array.from({ length: 3000 }, (_, index) => findingOf({ construct: `Shop/T${index}` }));
    const text = textOf(reportAsPage(reportOf({ findings })));
    expect(findings.filter(({ construct }) => !text.includes(construct))).toEqual([]);
    expect(text).toContain('The first 2000 are written out');
    expect(text.match(/does not require publishers/g)).toHaveLength(2000);
  });
});

describe('acknowledgements', () => {
  test('stand out if something is wrong with them', () => {
    const places = ['AwsSolutions-EC23', 'AwsSolutions-SQS3', 'AwsSolutions-L1', 'AwsSolutions-S1'].map((rule) =>
      TEXT.indexOf(`${rule} AwsSolutions`, TEXT.indexOf('4 findings accepted')),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(TEXT).toContain('3 with something wrong');
    ['expired', 'no reason given', 'nobody', 'no end', 'unused', 'broad', 'never ends'].forEach((word) =>
      expect(PAGE).toMatch(new RegExp(`class="badge (bad|warn)">\\s*${word}`)),
    );
  });

  test.each([
    ['2026-11-24', 'last day'],
    ['2026-11-25', 'in 1 day'],
    ['2026-12-24', 'in 30 days'],
    ['2026-12-25', undefined],
    ['2026-11-23', undefined],
  ])('say before it comes that they end on %s', (expires, said) => {
    const text = textOf(reportAsPage(reportOf({ acknowledgements: [acknowledgementOf({ expires })] })));
    expect(/last day|in -?\d+ days?(?= )/.exec(text.slice(text.indexOf(expires)))?.[0]).toBe(said);
  });
});

describe('exposure', () => {
  const said = (exposure: Partial<typeof SPECIMEN.exposure>): string =>
    textOf(reportAsPage(reportOf({ exposure: { ...reportOf().exposure, ...exposure } })));

  test('of nothing is said in words, not drawn', () => {
    expect(reportAsPage(CLEAN)).not.toContain('<svg');
    expect(textOf(reportAsPage(CLEAN))).toContain(
      'Nothing: no way leads from the internet to any resource of this app.',
    );
    expect(textOf(reportAsPage(CLEAN))).toContain('✓ 0 public components, within the 0 that the app declares');
  });

  test('is not called nothing if somebody does not know', () => {
    const unknown = exposedOf({ verdict: 'unknown', paths: [] });
    expect(said({ unknown: 1, resources: [unknown] })).toContain('but of 1 resource nobody can tell');
    expect(said({ unknown: 1, resources: [unknown] })).not.toContain('Nothing: no way');
    expect(said({ public: 1, resources: [exposedOf({ paths: [] })] })).toContain('no way to it is known');
  });

  test('breaks the budget, or keeps it', () => {
    expect(said({ public: 2, budget: 1 })).toContain('✗ 2 public components, 1 more than the app declares');
    expect(said({ public: 1, budget: 1 })).toContain('✓ 1 public component, within the 1 that the app declares');
    expect(said({ public: 0, budget: 1, unknown: 1 })).toContain('✗ 0 public components');
  });

  test.each([1, 10, 60])('of %i components is drawn and said', (number) => {
    const made = reportAsPage(reportOf({ exposure: { ...SPECIMEN.exposure, resources: reachedOf(number) } }));
    const boxes = (made.match(/<g class="(open|declared)">/g) ?? []).length;
    expect(boxes).toBe(number);
    expect(made).toContain(
      `aria-label="${number} resource${number === 1 ? '' : 's'} that the internet reaches by ${2 * number} ways`,
    );
  });

  test('of more than can be followed is drawn in part, and counted', () => {
    const text = said({ resources: reachedOf(150), public: 150 });
    expect(text).toContain('30 more are in the tables, and not drawn.');
    expect(text).toContain('Service150/Entrance');
  });

  test('of what stands behind another is drawn, too', () => {
    expect(PAGE).toContain('<g class="inside">');
    expect(TEXT).toContain('1 not public, but reached through others that are');
  });
});

describe('what was checked', () => {
  test('leads from each rule to the resources that keep it', () => {
    const [, place] = /href="#kept-(\d)"/.exec(PAGE.slice(PAGE.indexOf('id="rule-2"'))) ?? [];
    const kept = textOf(PAGE.slice(PAGE.indexOf(`id="kept-${place}"`)).split('</details>')[0]);
    expect(kept).toContain('prod-shop AWS::S3::Bucket: Shop/Logs/Resource Shop/Data/Resource');
  });

  test('is said for a pack that crashed, and for one that ran nowhere', () => {
    const packs = [packOf({ verdict: 'crashed', error: 'Cannot read a thing', ran: [] })];
    expect(textOf(reportAsPage(reportOf({ packs })))).toMatch(/crashed Cannot read a thing 0 0 nowhere/);
  });

  test.each([
    ['20,000 rows of 200 services', largeReport(200, 1, 100)],
    ['200,000 rows of 200 services', largeReport(200, 10, 100)],
    [
      '20,000 resources, each with a rule of its own',
      reportOf({
        compliant: Array.from({ length: 20_000 }, (_, index) =>
          compliantOf({ construct: `Shop/Service/ServerGroup/T${index}/Resource`, rule: `R${index % 400}` }),
        ),
      }),
    ],
  ])('fits a page that a browser can show: %s', (_, report) => {
    expect(report.compliant.length).toBeGreaterThanOrEqual(20_000);
    const made = reportAsPage(report);
    expect(made.length).toBeLessThan(5 * MEGABYTE);
    const named = new Set(report.compliant.map(({ construct }) => construct));
    expect([...named].filter((construct) => !made.includes(construct))).toEqual([]);
  });

  test('is counted by stack where the names would be too many', () => {
    const compliant = Array.from({ length: 40_000 }, (_, index) =>
      compliantOf({ construct: `C${index}`, rule: `R${Math.floor(index / 20_000)}` }),
    );
    const text = textOf(reportAsPage(reportOf({ compliant })));
    expect(text).toContain('C19999');
    expect(text).not.toContain('C20000');
    expect(text).toContain('In prod-shop (20000). The names are in the JSON report.');
  });
});

describe('standards', () => {
  test('show how often a control is kept and broken, and which ones nothing speaks to', () => {
    expect(TEXT).toMatch(/CIS AWS Foundations Benchmark 7\.0: 0 of \d+ controls checked, 0 of them broken/);
    expect(TEXT).toMatch(/ EC2\.8 [^.]*checked 2 1 0 GoldenPath-DIS-3-UserData /);
    expect(TEXT).toContain('not covered here: account level');
  });
});

describe('hostile texts', () => {
  const TEXTS = [
    `<script>document.title='owned'</script>`,
    `"><img src=x onerror="alert(1)">`,
    `' onmouseover='alert(1)`,
    `</style></title></svg></table><script>alert(1)</script>`,
    `javascript:alert(1) data:text/html,<script>alert(1)</script>`,
    `\u202e\u2066txet\u2069\u0007`,
    '${alert(1)} {{alert(1)}} <!-- ',
  ];
  const known = new Set(tagsIn(PAGE));

  test.each(TEXTS)('stay texts: %j', (hostile) => {
    const made = reportAsPage(hostileReport(hostile));
    expect(made.match(/<script/g)).toHaveLength(1);
    expect(tagsIn(made).filter((tag) => !known.has(tag))).toEqual([]);
    const attributes = new Set([...withoutCode(made).matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) => attributesOf(tag)));
    expect([...attributes].filter((name) => /^on/i.test(name))).toEqual([]);
    expect(
      [...made.matchAll(/href="([^"]*)"/g)].filter(([, link]) => !/^(#|https:\/\/example\.com\/)/.test(link)),
    ).toEqual([]);
    expect(withoutCode(made).replace(/\n/g, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(made.length).toBeGreaterThan(PAGE.length);
  });

  test('do not change the one script that may run', () => {
    const policies = [PAGE, ...TEXTS.map((text) => reportAsPage(hostileReport(text)))].map(
      (made) => /script-src '([^']*)'/.exec(made)?.[1],
    );
    expect(new Set(policies).size).toBe(1);
  });
});

/** All strings of a value, but those that the page has in other words, or in parts. */
function textsIn(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, key));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => textsIn(one, name));
  }
  return typeof value === 'string' && !OTHER_WORDS.has(key) ? [value] : [];
}

const OTHER_WORDS = new Set(['schema', 'standards', 'status', 'states']);

/** Between texts there is more or less of it than in them. */
function withoutSpace(text: string): string {
  return text.replace(/\s/g, '');
}

function withoutCode(made: string): string {
  return made.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, '');
}

function textOf(made: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return withoutCode(made)
    .replace(/<wbr>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name])
    .replace(/\s+/g, ' ');
}

function tagsIn(made: string): string[] {
  return [...withoutCode(made).matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag);
}

function attributesOf(tag: string): string[] {
  return [...tag.replace(/"[^"]*"/g, '""').matchAll(/\s([^\s=>"]+)/g)].map(([, name]) => name);
}
