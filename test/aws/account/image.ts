import {
  CreateImageCommand,
  DeleteSnapshotCommand,
  DeregisterImageCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeInstanceTypeOfferingsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  waitUntilInstanceTerminated,
} from '@aws-sdk/client-ec2';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { INSTANCE_TYPE, TAG } from '../names';
import { Clients } from './clients';
import { Remains } from './remains';
import { userData } from './user-data';
import { Stop, until } from './waiting';

const TAGS = [
  { Key: TAG.key, Value: TAG.value },
  { Key: 'Name', Value: 'golden-path-verify' },
];

/** Two zones that have the instance type. */
export async function twoZones({ ec2, region }: Clients): Promise<string[]> {
  const { InstanceTypeOfferings = [] } = await ec2.send(
    new DescribeInstanceTypeOfferingsCommand({
      LocationType: 'availability-zone',
      Filters: [{ Name: 'instance-type', Values: [INSTANCE_TYPE] }],
    }),
  );
  const zones = InstanceTypeOfferings.map(({ Location }) => Location ?? '')
    // Local zones and wavelength zones have longer names.
    .filter((zone) => zone.startsWith(region) && zone.length === region.length + 1)
    .sort();
  if (zones.length < 2)
    throw new Error(`${region} has ${INSTANCE_TYPE} in fewer than two zones: choose another region`);
  return zones.slice(0, 2);
}

/** The newest image of Amazon Linux 2023, by the parameter that AWS keeps. */
export async function newestAmazonLinux({ ssm }: Clients): Promise<string> {
  const name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
  if (Parameter?.Value === undefined) throw new Error(`the parameter ${name} is empty`);
  return Parameter.Value;
}

export interface Bake {
  readonly base: string;
  readonly subnet: string;
}

/**
 * Makes an image, because servers on the golden path have no user data: a server sets itself up, shuts itself down, and
 * becomes an image. It stands in a private subnet of the platform and talks to nobody.
 */
export async function bake(clients: Clients, { base, subnet }: Bake, remains: Remains, stop: Stop): Promise<string> {
  const server = await startServer(clients, { base, subnet }, remains);
  await until({ what: 'the server to set itself up', minutes: 10, everySeconds: 10, stop }, async () => {
    const state = await stateOf(clients, server);
    if (state === 'terminated') throw new Error(`the server ${server} was terminated before it was an image`);
    return state === 'stopped' ? true : undefined;
  });
  const image = await createImage(clients, server, remains);
  await until({ what: `image ${image} to be available`, minutes: 20, everySeconds: 10, stop }, async () => {
    const { Images = [] } = await clients.ec2.send(new DescribeImagesCommand({ ImageIds: [image] }));
    if (Images[0]?.State === 'failed') throw new Error(`image ${image}: ${Images[0].StateReason?.Message}`);
    return Images[0]?.State === 'available' ? true : undefined;
  });
  await remains.removeNow(`server ${server}`);
  return image;
}

async function startServer({ ec2 }: Clients, { base, subnet }: Bake, remains: Remains): Promise<string> {
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: base,
      InstanceType: INSTANCE_TYPE,
      SubnetId: subnet,
      MinCount: 1,
      MaxCount: 1,
      UserData: Buffer.from(userData()).toString('base64'),
      InstanceInitiatedShutdownBehavior: 'stop',
      MetadataOptions: { HttpTokens: 'required' },
      TagSpecifications: [
        { ResourceType: 'instance', Tags: TAGS },
        { ResourceType: 'volume', Tags: TAGS },
      ],
    }),
  );
  const server = Instances[0]?.InstanceId;
  if (server === undefined) throw new Error('EC2 started no server to bake an image with');
  remains.add(`server ${server}`, async () => {
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [server] }));
    await waitUntilInstanceTerminated({ client: ec2, maxWaitTime: 600 }, { InstanceIds: [server] });
  });
  return server;
}

async function stateOf({ ec2 }: Clients, server: string): Promise<string | undefined> {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [server] }));
  return Reservations[0]?.Instances?.[0]?.State?.Name;
}

async function createImage({ ec2 }: Clients, server: string, remains: Remains): Promise<string> {
  const { ImageId: image } = await ec2.send(
    new CreateImageCommand({
      InstanceId: server,
      Name: `golden-path-verify-${Date.now()}`,
      TagSpecifications: [
        { ResourceType: 'image', Tags: TAGS },
        { ResourceType: 'snapshot', Tags: TAGS },
      ],
    }),
  );
  if (image === undefined) throw new Error(`EC2 made no image of ${server}`);
  remains.add(`image ${image} and its snapshot`, async () => {
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ ImageIds: [image] }));
    await ec2.send(new DeregisterImageCommand({ ImageId: image }));
    for (const { Ebs } of Images[0]?.BlockDeviceMappings ?? []) {
      if (Ebs?.SnapshotId) await ec2.send(new DeleteSnapshotCommand({ SnapshotId: Ebs.SnapshotId }));
    }
  });
  return image;
}
