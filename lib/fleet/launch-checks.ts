import { Stack } from 'aws-cdk-lib';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { describeInvalidInput } from '../private/errors';
import { render } from '../release';

/** What the metadata service can show. */
const INSTANCE_TAG_KEY = /^(?!\.{1,2}$|_index$)[A-Za-z0-9+\-=.,_:@]+$/;

interface GroupTag {
  readonly key: string;
  readonly propagateAtLaunch?: boolean;
}

/**
 * Why servers could not be launched: tags of the group and of the stack go to its servers, and a server whose tags the
 * metadata service cannot show does not start.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html
 */
export function instanceTagProblems(group: CfnAutoScalingGroup): string[] {
  const own = (group.tags.renderTags() ?? []) as GroupTag[];
  const inherited = own.filter(({ propagateAtLaunch }) => propagateAtLaunch === true).map(({ key }) => key);
  const keys = new Set([...inherited, ...Object.keys(Stack.of(group).tags.tagValues())]);
  return [...keys]
    .filter((key) => !INSTANCE_TAG_KEY.test(key))
    .map((key) =>
      describeInvalidInput({
        property: 'tag key',
        got: key,
        must: 'consist of letters, digits and + - = . , _ : @, because servers read their tags from the metadata service and would not start otherwise',
        fix: `rename the tag, or keep it off the servers: Tags.of(scope).add('${key}', value, { applyToLaunchedInstances: false, excludeResourceTypes: ['aws:cdk:stack'] })`,
      }),
    );
}

interface RenderedLaunchTemplateData {
  readonly MetadataOptions?: { readonly HttpTokens?: string };
  readonly BlockDeviceMappings?: { readonly Ebs?: { readonly Encrypted?: boolean } }[];
}

/** Why the acknowledgements for a mixed-instances policy would not be true: they say what the launch template has. */
export function evidenceProblems(launchTemplate: CfnLaunchTemplate): string[] {
  const data = (render(launchTemplate).Properties?.LaunchTemplateData ?? {}) as RenderedLaunchTemplateData;
  const { MetadataOptions, BlockDeviceMappings = [] } = data;
  const encrypted = BlockDeviceMappings.length > 0 && BlockDeviceMappings.every(({ Ebs }) => Ebs?.Encrypted === true);
  if (encrypted && MetadataOptions?.HttpTokens === 'required') return [];
  return [
    describeInvalidInput({
      property: 'LaunchTemplateData',
      got: { MetadataOptions, BlockDeviceMappings },
      must: 'keep HttpTokens "required" and every volume encrypted, because with several instance types cdk-nag cannot see it',
      fix: 'remove the override, or pass one instance type',
    }),
  ];
}
