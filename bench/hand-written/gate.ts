import * as cdk from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DOMAIN_NAME, ZONES } from '../scenario';
import { PlatformStack } from './platform-stack';

/** The release, and where it is. */
export interface GateProps {
  readonly platform: PlatformStack;
  readonly serviceName: string;
  readonly hostName: string;
  readonly listenerPriority: number;
  readonly amiId: string;
  readonly commit: string;
}

/** What the gate judges, and by what. */
export interface JudgedProps extends GateProps {
  readonly group: autoscaling.AutoScalingGroup;
  readonly targetGroup: elbv2.ApplicationTargetGroup;
  readonly alarms: cloudwatch.Alarm[];
  readonly logGroup: logs.LogGroup;
}

/** Has the platform's gate look at a release before its servers start. */
export function addPreflight(scope: Construct, props: GateProps): cdk.CustomResource {
  const { platform, serviceName, hostName, amiId } = props;
  return new cdk.CustomResource(scope, 'Preflight', {
    resourceType: 'Custom::ReleasePreflight',
    serviceToken: platform.releaseGate.serviceToken,
    serviceTimeout: cdk.Duration.minutes(10),
    properties: {
      Protocol: '1',
      Order: {
        service: serviceName,
        host: hostName,
        release: releaseOf(props),
        image: amiId,
        architecture: 'arm64',
        entrance: entranceOf(props),
        fix: '',
      },
    },
  });
}

/** Has the platform's gate judge a release, and shift traffic to it. */
export function addGate(scope: Construct, props: JudgedProps): cdk.CustomResource {
  const { platform, serviceName, hostName, group, targetGroup, alarms, logGroup } = props;
  const gate = new cdk.CustomResource(scope, 'Gate', {
    resourceType: 'Custom::ReleaseGate',
    serviceToken: platform.releaseGate.serviceToken,
    serviceTimeout: cdk.Duration.hours(1),
    properties: {
      Protocol: '1',
      Order: {
        service: serviceName,
        host: hostName,
        path: `/${DOMAIN_NAME}/${serviceName}`,
        release: releaseOf(props),
        entrance: entranceOf(props),
        servers: { targetGroupArn: targetGroup.targetGroupArn, groupName: group.autoScalingGroupName, zones: ZONES },
        alarms: alarms.map(({ alarmName }) => alarmName),
        rollout: {
          name: 'canary: 10 % for 5 minutes, then all; bake 10 minutes',
          steps: [
            { percent: 10, seconds: 300 },
            { percent: 100, seconds: 600 },
          ],
          launchSeconds: 900,
          healthySeconds: 30,
          deadlineSeconds: 3000,
          pollSeconds: 10,
        },
        tests: [healthTest(platform)],
        lookAt: { dashboard: hostName, logGroup: logGroup.logGroupName },
        fix: '',
      },
    },
  });
  gate.node.addDependency(group, ...alarms);
  return gate;
}

function releaseOf({ commit }: GateProps) {
  return { fingerprint: commit.slice(0, 12), commit };
}

function entranceOf({ platform, listenerPriority }: GateProps) {
  return {
    listenerArn: platform.productionListener.listenerArn,
    testListenerArn: platform.testListener.listenerArn,
    priority: listenerPriority,
  };
}

function healthTest({ loadBalancer }: PlatformStack) {
  return {
    kind: 'http',
    name: 'GET /healthz',
    timeoutSeconds: 5,
    tries: 3,
    address: loadBalancer.loadBalancerDnsName,
    port: 8443,
    tls: true,
    certificateAuthority: '',
    method: 'GET',
    path: '/healthz',
    headers: {},
    body: '',
    expect: { statuses: [200], bodyContains: '', bodyMatches: '', headers: {}, latencyMillis: 0, releaseHeader: '' },
  };
}
