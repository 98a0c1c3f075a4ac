import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { crowdOf, parseBlock } from '../network/address-ranges';
import { doorOf, presence } from '../network/option';
import { Surroundings } from '../network/surroundings';
import { labelOf, mostOpen, notPublic, Opinion, unknown } from '../opinion';
import { Fields, fieldsOf, itemsIn, itemsOf, settingIn, settingOf, textOfValue } from '../setting';
import { isCustom } from './custom-resources';
import { judgeEndpoint } from './endpoints';
import { Judges } from './judge';

/** Zones and names. A name is not a component, but it can lead to one that the templates do not show. */
export const NAMES: Judges = {
  'AWS::Route53::HostedZone': (zone, { app }) =>
    judgeEndpoint(zone, 'hosted zone', doorOf(app, zone, presence(['VPCs'], 'no'))),
  'AWS::Route53::RecordSet': (record, around) => judgeRecord(record, fieldsOf(record), around),
  'AWS::Route53::RecordSetGroup': judgeRecords,
  'AWS::ServiceDiscovery::PublicDnsNamespace': (zone) =>
    judgeEndpoint(zone, 'namespace', { isOpen: 'yes', why: 'it is for names that everybody may ask for' }),
};

function judgeRecords(group: Resource, around: Surroundings): Opinion {
  const records = itemsOf(around.app, group, 'RecordSets');
  const opinions = records.map((one) =>
    one.kind === 'object'
      ? judgeRecord(group, one, around)
      : unknown(`its record ${textOfValue(one)} is not in the templates`),
  );
  return mostOpen(opinions) ?? notPublic('it has no records');
}

/** Records that say something about a name, and lead nowhere. */
const WORDS = /^(TXT|CAA|NS|SOA|DS|SPF|MX|PTR|TLSA|SSHFP|HTTPS|SVCB|NAPTR)$/;

function judgeRecord(resource: Resource, fields: Fields, { app }: Surroundings): Opinion {
  const types = settingIn(app, fields, 'Type').values.map(textOfValue);
  if (types.length > 0 && types.every((type) => WORDS.test(type)))
    return notPublic(`Type is ${types.join(' or ')}, which leads nowhere`);
  const zone = zoneOf(resource, fields, app);
  if (zone !== undefined) return notPublic(zone);
  const targets = [
    ...itemsIn(app, fields, 'ResourceRecords'),
    ...settingIn(app, fields, 'AliasTarget', 'DNSName').values,
  ];
  const foreign = targets.filter((one) => !isKnown(one, app));
  if (targets.length > 0 && foreign.length === 0) {
    return notPublic(`a name of ${targets.map(nameOf).join(', ')}, which is judged itself`);
  }
  return unknown(
    `a name that may be public leads to ${foreign.map(nameOf).join(', ') || 'something'}, which is not made by this app`,
  );
}

/** Why nobody on the internet can ask for the name, if that is so. */
function zoneOf(resource: Resource, fields: Fields, app: AppTemplates): string | undefined {
  const own = settingIn(app, fields, 'HostedZoneId').values;
  const zones = own.length > 0 ? own : settingOf(app, resource, 'HostedZoneId').values;
  const isPrivate = zones.every((one) => one.kind === 'resource' && isPrivateZone(one.resource, app));
  return zones.length > 0 && isPrivate ? `a name in private zone ${zones.map(nameOf).join(', ')}` : undefined;
}

function isPrivateZone(zone: Resource, app: AppTemplates): boolean {
  return zone.type === 'AWS::Route53::HostedZone' && doorOf(app, zone, presence(['VPCs'], 'no')).isOpen === 'no';
}

/** Something of this app, or a private address. A load balancer's name may have `dualstack.` before it. */
function isKnown(value: Value, app: AppTemplates): boolean {
  if (value.kind === 'resource') return isOwn(value.resource);
  if (value.kind === 'unknown') return namesOnlyResources(value.text, app);
  if (value.kind !== 'text') return false;
  const range = parseBlock(`${value.text}/${value.text.includes(':') ? 128 : 32}`);
  return range !== undefined && crowdOf([range]) === 'nobody';
}

/** Whether a text consists of what resources of this app are called, as a stand-in of the reader says it. */
function namesOnlyResources(text: string, app: AppTemplates): boolean {
  const standIns = text.match(/\$\{[^}]*\}/g) ?? [];
  const rest = text.replace(/\$\{[^}]*\}/g, '');
  return (
    standIns.length > 0 && /^(dualstack\.)?[.\s]*$/.test(rest) && standIns.every((one) => isOwn(app.standsFor(one)))
  );
}

/** A custom resource may answer with whatever name. */
function isOwn(resource: Resource | undefined): boolean {
  return resource !== undefined && !isCustom(resource.type);
}

function nameOf(value: Value): string {
  return value.kind === 'resource' ? labelOf(value.resource) : textOfValue(value);
}
