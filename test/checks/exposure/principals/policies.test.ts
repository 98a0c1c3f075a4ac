import * as fc from 'fast-check';
import { matches } from '../../../../lib/checks/exposure/principals/deny';
import { policyVerdict } from '../../../../lib/checks/exposure/principals/policy-access';
import { AppTemplates } from '../../../../lib/checks/template/app-templates';
import { resourcesIn } from '../../../../lib/checks/template/resource';
import { resource, stackTemplate } from '../../templates';
import { ACCOUNT, document, OTHER } from './fixtures';

const TEMPLATE = stackTemplate({ Topic: resource('AWS::SNS::Topic', {}) });
const [TOPIC] = resourcesIn(TEMPLATE);
const APP = new AppTemplates([TEMPLATE]);
const OPENNESS = ['not-public', 'unknown', 'public'];

/** How open a policy is: the higher, the more open. */
function openness(...statements: unknown[]): number {
  return OPENNESS.indexOf(policyVerdict(document(...statements), TOPIC, APP));
}

const KEYS: { readonly [key: string]: readonly unknown[] } = {
  'aws:SourceArn': [
    '*',
    `arn:aws:s3:*:${ACCOUNT}:*`,
    'arn:aws:s3:::orders',
    { 'Fn::Sub': 'arn:aws:s3:*:${Partner}:*' },
    { Ref: 'Topic' },
  ],
  'aws:SourceAccount': ['*', ACCOUNT, OTHER, { Ref: 'Partner' }],
  'aws:PrincipalOrgID': ['*', 'o-a1b2c3d4e5', { Ref: 'Organization' }],
  'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/*', 'o-*/x', { Ref: 'Organization' }],
  'aws:SourceIp': ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '203.0.113.0/24', '10.0.0.0/8', '::/0', { Ref: 'Office' }],
  'aws:PrincipalIsAWSService': ['true', 'false'],
  'aws:SecureTransport': ['true', 'false'],
  'token.actions.githubusercontent.com:sub': ['*', 'repo:my-company/*', 'repo:my*', { 'Fn::Sub': 'repo:${Owner}/*' }],
  'cognito-identity.amazonaws.com:aud': ['*', 'eu-west-1:1', { Ref: 'Pool' }],
  'cognito-identity.amazonaws.com:amr': ['authenticated', 'unauthenticated'],
};

const operator = fc
  .tuple(
    fc.constantFrom('', '', 'ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom(
      'StringEquals',
      'StringLike',
      'ArnLike',
      'IpAddress',
      'Bool',
      'Null',
      'StringNotEquals',
      'NotIpAddress',
      'ArnNotLike',
    ),
    fc.constantFrom('', '', 'IfExists'),
  )
  .map((parts) => parts.join(''));

interface Line {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly unknown[];
}

const valuesOf = (key: string) => fc.constantFrom(...KEYS[key]);
const line: fc.Arbitrary<Line> = fc
  .constantFrom(...Object.keys(KEYS))
  .chain((key) =>
    fc.record({ operator, key: fc.constant(key), values: fc.array(valuesOf(key), { minLength: 1, maxLength: 3 }) }),
  );
const lines = fc.uniqueArray(line, { maxLength: 4, selector: (one) => `${one.operator} ${one.key}` });

function conditionOf(all: readonly Line[]): object {
  const condition: { [operator: string]: { [key: string]: readonly unknown[] } } = {};
  for (const one of all) condition[one.operator] = { ...condition[one.operator], [one.key]: one.values };
  return condition;
}

const who = fc.constantFrom<[type: string, name: unknown]>(
  ['AWS', '*'],
  ['AWS', OTHER],
  ['AWS', ACCOUNT],
  ['AWS', { Ref: 'Partner' }],
  ['Service', 's3.amazonaws.com'],
  ['Service', 'new.amazonaws.com'],
  ['Federated', `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`],
  ['Federated', `arn:aws:iam::${ACCOUNT}:saml-provider/Company`],
  ['Federated', 'cognito-identity.amazonaws.com'],
);

interface Parts {
  readonly principals: ReadonlyArray<[type: string, name: unknown]>;
  readonly condition: readonly Line[];
}

const parts: fc.Arbitrary<Parts> = fc.record({
  principals: fc.array(who, { minLength: 1, maxLength: 3 }),
  condition: lines,
});

function allow({ principals, condition }: Parts, effect = 'Allow'): object {
  const names: { [type: string]: unknown[] } = {};
  for (const [type, name] of principals) names[type] = [...(names[type] ?? []), name];
  return { Effect: effect, Action: 'sns:Publish', Resource: '*', Principal: names, Condition: conditionOf(condition) };
}

describe('a policy', () => {
  test('is never more public with one more condition', () => {
    fc.assert(
      fc.property(parts, line, (one, more) => {
        fc.pre(!one.condition.some(({ operator: taken, key }) => taken === more.operator && key === more.key));
        expect(openness(allow({ ...one, condition: [...one.condition, more] }))).toBeLessThanOrEqual(
          openness(allow(one)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('is never less public with one more value in a condition', () => {
    const grown = parts
      .filter(({ condition }) => condition.length > 0)
      .chain((one) =>
        fc
          .nat(one.condition.length - 1)
          .chain((index) => fc.tuple(fc.constant(one), fc.constant(index), valuesOf(one.condition[index].key))),
      );
    fc.assert(
      fc.property(grown, ([one, index, value]) => {
        const condition = one.condition.map((each, at) =>
          at === index ? { ...each, values: [...each.values, value] } : each,
        );
        expect(openness(allow({ ...one, condition }))).toBeGreaterThanOrEqual(openness(allow(one)));
      }),
      { numRuns: 1000 },
    );
  });

  test('is never less public with one more principal', () => {
    fc.assert(
      fc.property(parts, who, (one, more) => {
        expect(openness(allow({ ...one, principals: [...one.principals, more] }))).toBeGreaterThanOrEqual(
          openness(allow(one)),
        );
      }),
    );
  });

  test('is never less public with one more Allow, and never more public with one more Deny', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 3 }), parts, (some, more) => {
        const before = some.map((one) => allow(one));
        expect(openness(...before, allow(more))).toBeGreaterThanOrEqual(openness(...before));
        expect(openness(...before, allow(more, 'Deny'))).toBeLessThanOrEqual(openness(...before));
      }),
    );
  });

  test('is never less public with one more line in its Deny', () => {
    fc.assert(
      fc.property(parts, lines, line, (one, condition, more) => {
        fc.pre(!condition.some(({ operator: taken, key }) => taken === more.operator && key === more.key));
        const deny = (all: readonly Line[]) => ({ ...allow({ ...one, condition: all }, 'Deny'), Principal: '*' });
        expect(openness(allow(one), deny([...condition, more]))).toBeGreaterThanOrEqual(
          openness(allow(one), deny(condition)),
        );
      }),
    );
  });

  test('of any shape is judged', () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        '*',
        'Allow',
        { Ref: 'X' },
        { 'Fn::If': ['C', '*', { Ref: 'AWS::NoValue' }] },
        { 'Fn::Join': null },
      ),
    );
    const statement = fc.record(
      { Effect: part, Principal: part, NotPrincipal: part, Action: part, Resource: part, Condition: part },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(part, statement, fc.array(statement)), (statements) => {
        expect(OPENNESS).toContain(policyVerdict({ Statement: statements }, TOPIC, APP));
        expect(OPENNESS).toContain(policyVerdict(statements, TOPIC, APP));
      }),
    );
  });
});

describe('a Deny of actions and resources', () => {
  test.each([
    ['*', 's3:Get*', true],
    ['s3:*', 's3:*', true],
    ['s3:Get*', 's3:GetObject*', true],
    ['s3:*Object', 's3:GetObject', true],
    ['s3:GetObjec?', 's3:GetObject', true],
    ['s3:Get**', 's3:Get', true],
    ['s3:GetObjec?', 's3:GetObjec*', false],
    ['s3:GetObject', 's3:Get*', false],
    ['s3:*Object', 's3:*', false],
    ['s3:Put*', 's3:GetObject', false],
    ['', 's3:GetObject', false],
  ])('of %s speaks of %s: %s', (outer, inner, expected) => {
    expect(matches(outer, inner)).toBe(expected);
  });

  test('is found out in time even where its pattern is meant to take long', () => {
    expect(matches(`${'*a'.repeat(500)}b`, 'a'.repeat(2000))).toBe(false);
  });
});
