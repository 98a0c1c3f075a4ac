import { App, Environment, Stack } from 'aws-cdk-lib';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Platform } from '../../../lib';
import { IDS, INSTANCE_TYPE, STACKS } from '../names';

export interface ShortageStackProps {
  readonly env: Environment;
  readonly platform: Platform;
  readonly image: string;
}

/**
 * Fact 8: a group that cannot start its server.
 *
 * Nobody can order a shortage in a zone. But a group that may only use capacity reservations, in an account without a
 * fitting one, is refused by EC2 in the same way, at the same place: the launch fails and the group tries again.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/use-ec2-capacity-reservations.html
 */
export class ShortageStack extends Stack {
  constructor(app: App, { env, platform, image }: ShortageStackProps) {
    super(app, STACKS.shortage, { env, description: 'Verification of the release gate: no room for servers' });
    const template = new CfnLaunchTemplate(this, 'LaunchTemplate', {
      launchTemplateData: { imageId: image, instanceType: INSTANCE_TYPE },
    });
    new CfnAutoScalingGroup(this, IDS.group, {
      vpcZoneIdentifier: platform.network.subnets.map(({ subnetId }) => subnetId),
      minSize: '1',
      maxSize: '1',
      launchTemplate: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
      capacityReservationSpecification: { capacityReservationPreference: 'capacity-reservations-only' },
    });
  }
}
