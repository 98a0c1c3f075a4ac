import { Stack, Token } from 'aws-cdk-lib';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';
import { requireMatch } from '../private/validation';
import { ConfigurationValue } from './configuration-value';
import { COMMIT_FIX, COMMIT_FORM, FIX_FIX, FIX_FORM, imageMapProblems, readManifest, RELEASE_FORMS } from './manifest';

/** What a release is beside its image. */
export interface ReleaseOptions {
  /**
   * The runtime configuration: what the same image needs to know to run in this stage, by environment variable name.
   *
   * The values stay where they are; the servers learn which version of which parameter or secret to read. A new
   * version is a new release and goes through the release gate.
   *
   * @default - the image needs no configuration
   */
  readonly configuration?: { readonly [name: string]: ConfigurationValue };

  /**
   * Why this release may start while alarms fire: because it is meant to end what they report.
   *
   * A sentence for the record, of 10 to 500 characters. It changes nothing else: the release is judged like every other,
   * and it is the same release with or without it.
   *
   * @default - the release is no fix, and waits until the service does not page and, where that is chosen, no error budget is spent
   */
  readonly fix?: string;
}

/** A release by its parts, for teams whose bake writes no manifest. */
export interface ReleaseProps extends ReleaseOptions {
  /** The AMI id of the image in each region that the release is deployed to. */
  readonly images: { readonly [region: string]: string };

  /** The full id of the commit that the image was baked from. */
  readonly commit: string;

  /** The processor architecture of the image. */
  readonly architecture: InstanceArchitecture;

  /**
   * When the image was baked, in UTC, such as `2026-11-20T09:30:00Z`.
   *
   * @default - not recorded
   */
  readonly builtAt?: string;

  /**
   * The device name of the root volume of the image.
   *
   * @default '/dev/xvda'
   */
  readonly rootDeviceName?: string;
}

/**
 * What runs: one image, one commit, one configuration.
 *
 * A release never floats. The same release gives the same servers today and in a year, and going back is deploying the
 * release before: so images are concrete AMI ids, and configuration is pinned by version.
 */
export class Release {
  /**
   * The release that a bake described.
   *
   * @param file the manifest, a JSON file by the schema `release-manifest.schema.json`; relative paths start at the
   * working directory.
   * @param options what the image does not carry.
   */
  public static fromManifest(file: string, options: ReleaseOptions = {}): Release {
    const { architecture, schema: _, ...image } = readManifest(file);
    return new Release({ ...image, ...options, architecture: architecture as InstanceArchitecture });
  }

  /** A release by its parts. */
  public static of(props: ReleaseProps): Release {
    return new Release(props);
  }

  /** The full id of the commit that the image was baked from. */
  public readonly commit: string;

  /** The processor architecture of the image. */
  public readonly architecture: InstanceArchitecture;

  /** When the image was baked, in UTC, if known. */
  public readonly builtAt?: string;

  /** The device name of the root volume of the image. */
  public readonly rootDeviceName: string;

  /** The runtime configuration, by environment variable name. */
  public readonly configuration: { readonly [name: string]: ConfigurationValue };

  /** Why the release may start while alarms fire, if it may. */
  public readonly fix?: string;

  private readonly images: { readonly [region: string]: string };

  private constructor(props: ReleaseProps) {
    this.images = props.images;
    this.commit = props.commit;
    this.architecture = props.architecture;
    this.builtAt = props.builtAt;
    this.rootDeviceName = props.rootDeviceName ?? '/dev/xvda';
    this.configuration = props.configuration ?? {};
    this.fix = props.fix;
    this.validate();
  }

  /**
   * The AMI id of this release in the region of a construct.
   *
   * @param scope a construct in a stack with a concrete region.
   */
  public imageFor(scope: Construct): string {
    const { region } = Stack.of(scope);
    if (Token.isUnresolved(region)) {
      throw new InvalidInputError(scope, {
        property: 'env.region',
        got: undefined,
        must: 'be known at synth, because an image belongs to one region',
        fix: "give the stack a region: new Stack(app, 'Shop', { env: { account, region: 'eu-west-1' } })",
      });
    }
    const image = this.images[region];
    if (image === undefined) {
      throw new InvalidInputError(scope, {
        property: 'release',
        got: Object.keys(this.images).sort(),
        must: `have an image for the region of its stack, ${region}`,
        fix: `distribute the image to ${region} and write it into the manifest`,
      });
    }
    return image;
  }

  private validate(): void {
    const place = 'Release';
    const [image] = imageMapProblems(this.images);
    if (image) throw new InvalidInputError(place, image);
    if (!RELEASE_FORMS.commit.test(this.commit)) {
      throw new InvalidInputError(place, { property: 'commit', got: this.commit, must: COMMIT_FORM, fix: COMMIT_FIX });
    }
    this.validateForm('builtAt', this.builtAt, 'be a time in UTC', 'write it like 2026-11-20T09:30:00Z');
    this.validateForm('rootDeviceName', this.rootDeviceName, 'be a device', 'write it like /dev/xvda');
    if (this.fix !== undefined)
      requireMatch(place, 'fix', this.fix, { pattern: RELEASE_FORMS.fix, must: FIX_FORM, fix: FIX_FIX });
    for (const name of Object.keys(this.configuration)) {
      if (/^[A-Z][A-Z0-9_]*$/.test(name)) continue;
      throw new InvalidInputError(place, {
        property: `configuration.${name}`,
        got: name,
        must: 'be named like an environment variable: capital letters, digits and underscores',
        fix: 'rename it',
      });
    }
  }

  private validateForm(
    property: 'builtAt' | 'rootDeviceName',
    got: string | undefined,
    must: string,
    fix: string,
  ): void {
    if (got === undefined || RELEASE_FORMS[property].test(got)) return;
    throw new InvalidInputError('Release', { property, got, must, fix });
  }
}
