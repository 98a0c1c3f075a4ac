import { Token } from 'aws-cdk-lib';
import { CfnVPC, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';
import { ExistingNetworkProps, IPrivateNetwork } from './private-network-interface';
import { requireTwoZones } from './zones';

/** An existing VPC as a private network: its private subnets, one in each zone. */
export function existingNetwork(scope: Construct, vpc: IVpc, props: ExistingNetworkProps): IPrivateNetwork {
  const { endpointSecurityGroup, gatewayPrefixListIds } = props;
  const subnets = props.subnets ? vpc.selectSubnets(props.subnets).subnets : privateSubnets(scope, vpc);
  requirePrivate(scope, vpc, subnets);
  const zones = requireTwoZones(
    scope,
    props.subnets ? 'subnets' : 'vpc',
    subnets.map(({ availabilityZone }) => availabilityZone),
  );
  requireOnePerZone(scope, subnets, zones);
  const cidr = literalCidr(vpc);
  if (cidr === undefined && endpointSecurityGroup === undefined) {
    throw new InvalidInputError(scope, {
      property: 'endpointSecurityGroup',
      got: undefined,
      must: 'be given where the range of the VPC is not known at synth, so that servers can be let out to the endpoints alone',
      fix: 'pass the security group of the interface endpoints to PrivateNetwork.fromVpc, or import the VPC with its vpcCidrBlock',
    });
  }
  return { vpc, subnets, zones, cidr, endpointSecurityGroup, gatewayPrefixListIds };
}

function privateSubnets(scope: Construct, vpc: IVpc): ISubnet[] {
  const subnets = vpc.isolatedSubnets.length > 0 ? vpc.isolatedSubnets : vpc.privateSubnets;
  if (subnets.length > 0) return subnets;
  throw new InvalidInputError(scope, {
    property: 'vpc',
    got: `${vpc.node.path} with ${vpc.publicSubnets.length} public subnets`,
    must: 'have private subnets: nothing on the golden path is placed in a public one',
    fix: 'add subnets of type PRIVATE_ISOLATED, or leave vpc out and let PrivateNetwork make one',
  });
}

function requirePrivate(scope: Construct, vpc: IVpc, subnets: ISubnet[]): void {
  const exposed = subnets.filter((subnet) => vpc.publicSubnets.some(({ subnetId }) => subnetId === subnet.subnetId));
  if (exposed.length === 0) return;
  throw new InvalidInputError(scope, {
    property: 'subnets',
    got: exposed.map(({ node }) => node.path),
    must: 'be private: nothing on the golden path is placed in a public one',
    fix: 'select subnets of type PRIVATE_ISOLATED or PRIVATE_WITH_EGRESS',
  });
}

/** A load balancer takes one subnet in each zone, and servers do not belong among databases. */
function requireOnePerZone(scope: Construct, subnets: ISubnet[], zones: string[]): void {
  if (subnets.length === zones.length) return;
  throw new InvalidInputError(scope, {
    property: 'subnets',
    got: `${subnets.length} subnets in ${zones.length} zones`,
    must: 'be one in each zone',
    fix: "say which: PrivateNetwork.fromVpc(scope, vpc, { subnets: { subnetGroupName: 'App' } })",
  });
}

/** The range of a VPC as text: of one made in this app from its template, of one looked up from the look-up. */
function literalCidr(vpc: IVpc): string | undefined {
  const cidr = vpc.node.defaultChild instanceof CfnVPC ? vpc.node.defaultChild.cidrBlock : importedCidr(vpc);
  return Token.isUnresolved(cidr) ? undefined : cidr;
}

/** A VPC that was imported without its range throws when it is asked for it. */
function importedCidr(vpc: IVpc): string | undefined {
  try {
    return vpc.vpcCidrBlock;
  } catch {
    return undefined;
  }
}
