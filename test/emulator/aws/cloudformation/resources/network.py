"""VPC, subnets, routes, endpoints, security groups, flow logs."""

from __future__ import annotations

from typing import Any

from ...api import call
from ..errors import ResourceError
from ..stack import Resource
from .registry import Context, Made, ResourceType, resource, tags_of


class Ec2Type(ResourceType):
    """EC2 tags all its resources in the same way."""

    # As tag specifications call it.
    tagged_as = ''

    def specification(self, context: Context, properties: dict[str, Any]) -> list[dict[str, Any]]:
        """The tags of the template, and those of CloudFormation, taken out of the properties."""
        origin = [
            {'Key': 'aws:cloudformation:stack-name', 'Value': context.stack.name},
            {'Key': 'aws:cloudformation:logical-id', 'Value': context.logical_id},
        ]
        return [{'ResourceType': self.tagged_as, 'Tags': [*tags_of(properties), *origin]}]

    def update_tags(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        gone = {tag['Key'] for tag in old.properties.get('Tags', [])} - {
            tag['Key'] for tag in properties.get('Tags', [])
        }
        if gone:
            call('ec2', 'DeleteTags', Resources=[old.physical_id], Tags=[{'Key': key} for key in gone])
        tags = tags_of(properties)
        if tags:
            call('ec2', 'CreateTags', Resources=[old.physical_id], Tags=tags)


@resource('AWS::EC2::VPC')
class Vpc(Ec2Type):
    tagged_as = 'vpc'

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        switches = {name: properties.pop(name, None) for name in ('EnableDnsHostnames', 'EnableDnsSupport')}
        tags = self.specification(context, properties)
        vpc = call('ec2', 'CreateVpc', TagSpecifications=tags, **properties)['Vpc']
        for name, value in switches.items():
            if value is not None:
                call('ec2', 'ModifyVpcAttribute', VpcId=vpc['VpcId'], **{name: {'Value': value}})
        of_vpc = [{'Name': 'vpc-id', 'Values': [vpc['VpcId']]}]
        groups = call('ec2', 'DescribeSecurityGroups', Filters=of_vpc)['SecurityGroups']
        acls = call('ec2', 'DescribeNetworkAcls', Filters=of_vpc)['NetworkAcls']
        attributes = {
            'VpcId': vpc['VpcId'],
            'CidrBlock': vpc['CidrBlock'],
            'DefaultSecurityGroup': groups[0]['GroupId'],
            'DefaultNetworkAcl': acls[0]['NetworkAclId'],
        }
        return Made(vpc['VpcId'], attributes)

    def delete(self, context: Context, resource: Resource) -> None:
        call('ec2', 'DeleteVpc', VpcId=resource.physical_id)


@resource('AWS::EC2::Subnet')
class Subnet(Ec2Type):
    tagged_as = 'subnet'

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        public = properties.pop('MapPublicIpOnLaunch', False)
        tags = self.specification(context, properties)
        subnet = call('ec2', 'CreateSubnet', TagSpecifications=tags, **properties)['Subnet']
        switch = {'Value': public}
        call('ec2', 'ModifySubnetAttribute', SubnetId=subnet['SubnetId'], MapPublicIpOnLaunch=switch)
        return Made(
            subnet['SubnetId'], {name: subnet[name] for name in ('SubnetId', 'VpcId', 'AvailabilityZone', 'CidrBlock')}
        )

    def delete(self, context: Context, resource: Resource) -> None:
        call('ec2', 'DeleteSubnet', SubnetId=resource.physical_id)


@resource('AWS::EC2::RouteTable')
class RouteTable(Ec2Type):
    tagged_as = 'route-table'

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        tags = self.specification(context, properties)
        table = call('ec2', 'CreateRouteTable', TagSpecifications=tags, **properties)['RouteTable']
        return Made(table['RouteTableId'], {'RouteTableId': table['RouteTableId']})

    def delete(self, context: Context, resource: Resource) -> None:
        call('ec2', 'DeleteRouteTable', RouteTableId=resource.physical_id)


@resource('AWS::EC2::SubnetRouteTableAssociation')
class SubnetRouteTableAssociation(ResourceType):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        association = call('ec2', 'AssociateRouteTable', **properties)['AssociationId']
        return Made(association, {'Id': association})

    def delete(self, context: Context, resource: Resource) -> None:
        call('ec2', 'DisassociateRouteTable', AssociationId=resource.physical_id)


@resource('AWS::EC2::VPCEndpoint')
class VpcEndpoint(Ec2Type):
    tagged_as = 'vpc-endpoint'

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        tags = self.specification(context, properties)
        endpoint = call('ec2', 'CreateVpcEndpoint', TagSpecifications=tags, **properties)['VpcEndpoint']
        return Made(endpoint['VpcEndpointId'], {'Id': endpoint['VpcEndpointId']})

    def delete(self, context: Context, resource: Resource) -> None:
        call('ec2', 'DeleteVpcEndpoints', VpcEndpointIds=[resource.physical_id])


@resource('AWS::EC2::FlowLog')
class FlowLog(Ec2Type):
    tagged_as = 'vpc-flow-log'

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        tags = self.specification(context, properties)
        subject = [properties.pop('ResourceId')]
        if 'LogDestination' in properties:
            # moto takes a folder for a part of the bucket's name.
            properties['LogDestination'] = properties['LogDestination'].split('/')[0]
        answer = call('ec2', 'CreateFlowLogs', ResourceIds=subject, TagSpecifications=tags, **properties)
        if answer.get('Unsuccessful'):
            raise ResourceError(answer['Unsuccessful'][0]['Error']['Message'])
        return Made(answer['FlowLogIds'][0], {'Id': answer['FlowLogIds'][0]})

    def delete(self, context: Context, resource: Resource) -> None:
        call('ec2', 'DeleteFlowLogs', FlowLogIds=[resource.physical_id])


def _permission(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule of a security group, in the form of the API; a property that is left over is refused by it."""
    rule = dict(rule)
    said = {'Description': rule.pop('Description')} if 'Description' in rule else {}
    permission = {'IpProtocol': rule.pop('IpProtocol')}
    group = rule.pop('SourceSecurityGroupId', None) or rule.pop('DestinationSecurityGroupId', None)
    prefix_list = rule.pop('SourcePrefixListId', None) or rule.pop('DestinationPrefixListId', None)
    if 'CidrIp' in rule:
        permission['IpRanges'] = [{'CidrIp': rule.pop('CidrIp'), **said}]
    if group:
        permission['UserIdGroupPairs'] = [{'GroupId': group, **said}]
    if prefix_list:
        permission['PrefixListIds'] = [{'PrefixListId': prefix_list, **said}]
    return {**permission, **rule}


@resource('AWS::EC2::SecurityGroup')
class SecurityGroup(Ec2Type):
    tagged_as = 'security-group'
    directions = {'SecurityGroupIngress': 'Ingress', 'SecurityGroupEgress': 'Egress'}

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        rules = {name: properties.pop(name, []) for name in self.directions}
        tags = self.specification(context, properties)
        name, said = properties.pop('GroupName', context.name()), properties.pop('GroupDescription')
        group = call(
            'ec2', 'CreateSecurityGroup', GroupName=name, Description=said, TagSpecifications=tags, **properties
        )
        group_id = group['GroupId']
        if rules['SecurityGroupEgress']:
            # Rules of one's own replace the one that allows everything.
            everything = {'IpProtocol': '-1', 'IpRanges': [{'CidrIp': '0.0.0.0/0'}]}
            call('ec2', 'RevokeSecurityGroupEgress', GroupId=group_id, IpPermissions=[everything])
        for name, direction in self.directions.items():
            self._each('Authorize', direction, group_id, rules[name])
        return Made(group_id, {'GroupId': group_id, 'Id': group_id, 'VpcId': properties.get('VpcId')})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        for name, direction in self.directions.items():
            before, after = old.properties.pop(name, []), properties.pop(name, [])
            self._each('Revoke', direction, old.physical_id, [rule for rule in before if rule not in after])
            self._each('Authorize', direction, old.physical_id, [rule for rule in after if rule not in before])
        if properties != old.properties:
            super().update(context, old, properties)

    def delete(self, context: Context, resource: Resource) -> None:
        call('ec2', 'DeleteSecurityGroup', GroupId=resource.physical_id)

    @staticmethod
    def _each(verb: str, direction: str, group_id: str, rules: list[dict[str, Any]]) -> None:
        for rule in rules:
            call('ec2', f'{verb}SecurityGroup{direction}', GroupId=group_id, IpPermissions=[_permission(rule)])


class SecurityGroupRule(ResourceType):
    """A rule beside its group."""

    direction = ''

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._apply('Authorize', properties)
        return Made(context.name(), {'Id': context.logical_id})

    def update(self, context: Context, old: Resource, properties: dict[str, Any]) -> None:
        self._apply('Revoke', old.properties)
        self._apply('Authorize', properties)

    def delete(self, context: Context, resource: Resource) -> None:
        self._apply('Revoke', resource.properties)

    def _apply(self, verb: str, properties: dict[str, Any]) -> None:
        rule = dict(properties)
        group_id = rule.pop('GroupId')
        call('ec2', f'{verb}SecurityGroup{self.direction}', GroupId=group_id, IpPermissions=[_permission(rule)])


@resource('AWS::EC2::SecurityGroupIngress')
class SecurityGroupIngress(SecurityGroupRule):
    direction = 'Ingress'


@resource('AWS::EC2::SecurityGroupEgress')
class SecurityGroupEgress(SecurityGroupRule):
    direction = 'Egress'
