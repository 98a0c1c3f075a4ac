import { listOf, objectOf } from '../../../../private/json';
import { StackTemplate } from '../../../assembly/assembly';
import { AppTemplates } from '../../../template/app-templates';
import { Resource } from '../../../template/resource';
import { ReleaseGates } from '../../gate/release-gates';
import { broken, COMPLIANT, judgeEach, Opinion, unclear } from '../../opinion';
import { itemsOf, Possible, propertyOf, resourceOf, show } from '../../reading/possible';
import { Rule } from '../../rule';
import { AUTO_SCALING_GROUP } from '../../servers/launch-templates';

export const SEVERAL_ZONES: Rule = {
  id: 'DIS-2-SeveralZones',
  principle: 'DIS-2',
  severity: 'error',
  requirement: 'A group has servers in two zones or more.',
  why: 'A zone can fail as a whole, and then a group that has only this one has no place to start servers in.',
  fix: 'give the group subnets in several zones; for subnets of another app, state AvailabilityZones beside them',
  standards: ['FSBP:AutoScaling.2', 'NIST-800-53-R5:CP-10', 'NIST-800-53-R5:SC-36'],
  judge: (app) => {
    const gates = new ReleaseGates(app);
    return judgeEach(app.ofType(AUTO_SCALING_GROUP), (group) =>
      new Set(gates.zonesOf(group)).size >= 2 ? COMPLIANT : opinionOn(app, group),
    );
  },
};

function opinionOn(app: AppTemplates, group: Resource): Opinion {
  const { AvailabilityZones: stated } = group.properties;
  // All zones of the region, and every region has several.
  if (objectOf(stated)['Fn::GetAZs'] !== undefined) return COMPLIANT;
  const named = listOf(stated).map((zone) => zoneOf(app, zone, group.template));
  const subnets = itemsOf(app, propertyOf(app, group, 'VPCZoneIdentifier'));
  const zones = [...named, ...subnets.map((one) => zoneOfSubnet(app, one))];
  const known = new Set(zones.flatMap((zone) => zone ?? []));
  if (known.size >= 2) return COMPLIANT;
  if (zones.length === 0 && stated === undefined) return broken('It states neither subnets nor zones');
  const places = [...new Set(subnets.map(show)), ...known].join(', ');
  const isOne = (named.length === 0 && isOneSubnet(subnets)) || !zones.includes(undefined);
  return isOne ? broken(`All its servers are in ${places}`) : unclear(`Which zones ${places} are in`);
}

function isOneSubnet(subnets: readonly Possible[]): boolean {
  return subnets.length === 1 && ['text', 'resource'].includes(subnets[0].kind) && !show(subnets[0]).includes(',');
}

/** The zone of a subnet of this app. */
function zoneOfSubnet(app: AppTemplates, subnet: Possible): string | undefined {
  const resource = resourceOf(subnet, 'AWS::EC2::Subnet');
  return resource && zoneOf(app, resource.properties.AvailabilityZone, resource.template);
}

/** Zones are known by name, or by their place among all zones of the region. */
function zoneOf(app: AppTemplates, value: unknown, template: StackTemplate): string | undefined {
  const text = app.texts.of(value, template);
  const isKnown = text !== '' && (!text.includes('${') || /^\$\{Fn::Select:\[\d+,Fn::GetAZs:[^[\]]*\]\}$/.test(text));
  return isKnown ? text : undefined;
}
