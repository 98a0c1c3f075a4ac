import * as fs from 'fs';
import { InvalidInput, InvalidInputError } from '../private/errors';

/**
 * What a bake writes about the image it made, and all that a release needs to know of it.
 *
 * The JSON schema of the file is `release-manifest.schema.json`, shipped in this folder of the package.
 */
export interface ReleaseManifest {
  readonly schema: string;
  readonly commit: string;
  readonly architecture: string;
  readonly images: { readonly [region: string]: string };
  readonly builtAt: string;
  readonly rootDeviceName?: string;
  readonly fix?: string;
}

/** The only version of the manifest there is so far. */
export const MANIFEST_SCHEMA = 'golden-path/release/1';

/** The forms of the values of a release, wherever they come from. */
export const RELEASE_FORMS = {
  commit: /^([0-9a-f]{40}|[0-9a-f]{64})$/,
  image: /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/,
  region: /^[a-z]{2,4}(-[a-z]+)+-\d+$/,
  rootDeviceName: /^\/dev\/[a-z][a-z0-9]*$/,
  /** A subset of RFC 3339: what `date -u +%FT%TZ` prints, with or without fractions of a second. */
  builtAt: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/,
  /** One line, long enough for a reason and short enough for a message. Without braces nothing is put into it at deploy time. */
  fix: /^(?!.*[{}])\S.{8,498}\S$/u,
} as const;

const ARCHITECTURES = ['arm64', 'x86_64'];
const FILL_IN = 'let the bake write the manifest, or see release-manifest.schema.json';

/** Reads and validates a manifest file. */
export function readManifest(file: string): ReleaseManifest {
  const problem = (got: unknown, must: string) =>
    new InvalidInputError(file, {
      property: 'file',
      got,
      must,
      fix: 'give the path of the manifest that the bake of the release wrote',
    });
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw problem((error as NodeJS.ErrnoException).code, 'be a file that can be read');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw problem((error as Error).message, 'be JSON');
  }
  const [first] = manifestProblems(json);
  if (first) throw new InvalidInputError(file, first);
  return json as ReleaseManifest;
}

/** Everything that keeps a JSON value from being a release manifest; a test holds it against the JSON schema. */
export function manifestProblems(json: unknown): InvalidInput[] {
  if (!isObject(json)) return [{ property: '(root)', got: json, must: 'be a JSON object', fix: FILL_IN }];
  const { schema, commit, architecture, images, builtAt, rootDeviceName, fix, ...unknown } = json;
  const problems: InvalidInput[] = [];
  const expect = (holds: boolean, problem: InvalidInput) => void (holds || problems.push(problem));

  expect(schema === MANIFEST_SCHEMA, {
    property: 'schema',
    got: schema,
    must: `be "${MANIFEST_SCHEMA}"`,
    fix: 'upgrade cdk-golden-path, or bake the image again',
  });
  expect(matches(RELEASE_FORMS.commit, commit), {
    property: 'commit',
    got: commit,
    must: COMMIT_FORM,
    fix: COMMIT_FIX,
  });
  expect(typeof architecture === 'string' && ARCHITECTURES.includes(architecture), {
    property: 'architecture',
    got: architecture,
    must: `be one of ${ARCHITECTURES.join(', ')}`,
    fix: FILL_IN,
  });
  expect(matches(RELEASE_FORMS.builtAt, builtAt), {
    property: 'builtAt',
    got: builtAt,
    must: 'be a time in UTC such as 2026-11-20T09:30:00Z',
    fix: FILL_IN,
  });
  expect(rootDeviceName === undefined || matches(RELEASE_FORMS.rootDeviceName, rootDeviceName), {
    property: 'rootDeviceName',
    got: rootDeviceName,
    must: 'be a device such as /dev/xvda',
    fix: 'take it from the image: aws ec2 describe-images shows it as RootDeviceName',
  });
  expect(fix === undefined || matches(RELEASE_FORMS.fix, fix), {
    property: 'fix',
    got: fix,
    must: FIX_FORM,
    fix: FIX_FIX,
  });
  problems.push(
    ...(isObject(images)
      ? imageMapProblems(images)
      : [{ property: 'images', got: images, must: 'be an object from region to AMI id', fix: FILL_IN }]),
  );
  for (const [name, got] of Object.entries(unknown)) {
    problems.push({
      property: name,
      got,
      must: 'not be there',
      fix: 'remove it: a manifest says nothing that a release does not use',
    });
  }
  return problems;
}

export const COMMIT_FORM = 'be a full commit id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits';
export const COMMIT_FIX = 'take the output of git rev-parse HEAD';

export const FIX_FORM = 'be a reason in one line of 10 to 500 characters, without braces, and without spaces around it';
export const FIX_FIX = "write what it mends, such as 'the checkout fails since 14:10, see incident 4711'";

/** What keeps a map from region to image from being usable; tokens and aliases are told how to pin themselves. */
export function imageMapProblems(images: { readonly [region: string]: unknown }): InvalidInput[] {
  const regions = Object.entries(images);
  if (regions.length === 0) {
    return [
      {
        property: 'images',
        got: images,
        must: 'name an image for one region at least',
        fix: 'add the AMI id of each region that the release is deployed to',
      },
    ];
  }
  return regions.flatMap(([region, image]) => {
    const property = `images.${region}`;
    if (!RELEASE_FORMS.region.test(region)) {
      return [{ property, got: region, must: 'be keyed by a region such as eu-west-1', fix: 'correct the region' }];
    }
    if (isFloating(image)) {
      return [{ property, got: image, must: 'be a concrete AMI id such as ami-0123456789abcdef0', fix: PIN }];
    }
    if (!matches(RELEASE_FORMS.image, image)) {
      return [
        {
          property,
          got: image,
          must: 'be an AMI id: ami- and 8 or 17 hexadecimal digits',
          fix: 'correct it: aws ec2 describe-images shows it as ImageId',
        },
      ];
    }
    return [];
  });
}

/** What a floating image costs: the same template would start other servers tomorrow, and there is no way back. */
const PIN =
  'an image that floats changes under a release. Resolve it once, when the release is made (aws ssm get-parameter --name NAME --query Parameter.Value), and write the AMI id into the manifest';

function isFloating(image: unknown): boolean {
  return typeof image === 'string' && !image.startsWith('ami-');
}

function matches(form: RegExp, value: unknown): value is string {
  return typeof value === 'string' && form.test(value);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
