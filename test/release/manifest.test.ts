import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { manifestProblems, readManifest } from '../../lib/release/manifest';

const SCHEMA = JSON.parse(
  fs.readFileSync(path.join(__dirname, '../../lib/release/release-manifest.schema.json'), 'utf8'),
) as object;
const conforms = new Ajv({ allErrors: true }).compile(SCHEMA);
const EXAMPLE = path.join(__dirname, '../../examples/release.json');
const valid = JSON.parse(fs.readFileSync(EXAMPLE, 'utf8')) as Record<string, unknown>;

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

/** Manifests that are right, nearly right, or anything at all. */
const anyManifest = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      schema: fc.constantFrom('golden-path/release/1', 'golden-path/release/2', 1),
      commit: fc.oneof(hex(40), hex(64), hex(7), fc.jsonValue()),
      architecture: fc.constantFrom('arm64', 'x86_64', 'sparc', null),
      images: fc.oneof(
        fc.dictionary(
          fc.constantFrom('eu-west-1', 'us-gov-west-1', 'Europe', ''),
          fc.oneof(
            hex(17).map((id) => `ami-${id}`),
            hex(8).map((id) => `ami-${id}`),
            fc.string(),
            fc.jsonValue(),
          ),
        ),
        fc.jsonValue(),
      ),
      builtAt: fc.constantFrom(
        '2026-11-20T09:30:00Z',
        '2026-11-20T09:30:00.123Z',
        '2026-13-20T09:30:00Z',
        '2026-11-20',
        7,
      ),
      rootDeviceName: fc.constantFrom('/dev/xvda', '/dev/nvme0n1', 'xvda', ''),
      fix: fc.oneof(
        fc.string({ minLength: 8, maxLength: 12 }),
        fc.string({ unit: 'binary', minLength: 8, maxLength: 12 }),
        fc.constantFrom(
          'ends incident 4711',
          'a'.repeat(500),
          'a'.repeat(501),
          '{{resolve:ssm:/x}}',
          ' '.repeat(12),
          7,
        ),
      ),
      surprise: fc.constant(true),
    },
    { requiredKeys: [] },
  ),
  fc
    .record({
      commit: hex(40),
      images: fc.dictionary(
        fc.constant('eu-west-1'),
        hex(17).map((id) => `ami-${id}`),
      ),
      fix: fc.oneof(
        fc.string({ unit: 'binary', minLength: 8, maxLength: 12 }),
        fc.constantFrom('ends incident 4711', '{{resolve:ssm:/shop}}', 'a'.repeat(501)),
      ),
    })
    .map((parts) => ({ ...valid, ...parts })),
);

describe('the manifest', () => {
  test('is accepted and refused by the library exactly as by its JSON schema', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        const verdict = conforms(manifest);
        if (verdict) accepted += 1;
        expect([manifest, manifestProblems(manifest).length === 0]).toEqual([manifest, verdict]);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
    // The property says nothing if every manifest is refused.
    expect(accepted).toBeGreaterThan(100);
  });

  test('of the example is read as it stands', () => {
    expect(readManifest(EXAMPLE)).toEqual(valid);
    expect(conforms(valid)).toBe(true);
  });

  test.each<[string, object, string]>([
    [
      'a commit that is cut short',
      { commit: '5f0c2e9' },
      '`commit` must be a full commit id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits, got "5f0c2e9": take the output of git rev-parse HEAD',
    ],
    [
      'another architecture',
      { architecture: 'sparc' },
      '`architecture` must be one of arm64, x86_64, got "sparc": let the bake write the manifest, or see release-manifest.schema.json',
    ],
    [
      'a property that nobody reads',
      { comment: 'hello' },
      '`comment` must not be there, got "hello": remove it: a manifest says nothing that a release does not use',
    ],
  ])('says what is wrong with %s', (_, change, message) => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'manifest-')), 'release.json');
    fs.writeFileSync(file, JSON.stringify({ ...valid, ...change }));
    expect(() => readManifest(file)).toThrow(new Error(`[${file}] ${message}`));
  });
});
