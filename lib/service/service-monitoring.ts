import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Fingerprint } from '../release';
import { MonitoredService, RECORDED_TAGS, ServiceSignalsProps } from '../signals';
import { ServiceSettings } from './service-settings';

/** How a service is found in CloudWatch. */
export function monitoredService(service: Construct, settings: ServiceSettings): MonitoredService {
  const { account, region } = Stack.of(service);
  return MonitoredService.fromAttributes({ ...settings, ...domainOf(settings), account, region });
}

/** What the target group of a release tells the signal recorder. */
export function recorderTags(settings: ServiceSettings, fingerprint: Fingerprint): { [key: string]: string } {
  return {
    [RECORDED_TAGS.platform]: settings.platform.entrance.domainName,
    [RECORDED_TAGS.host]: settings.hostName,
    [RECORDED_TAGS.release]: fingerprint.token,
    [RECORDED_TAGS.latencyObjective]: String(settings.latencyP99Seconds),
  };
}

/** What the signals of a service say and promise, and whom they tell. */
export function whatIsSeen(
  settings: ServiceSettings,
): Omit<ServiceSignalsProps, 'source' | 'fingerprint' | 'dashboardName'> {
  const { platform, serviceName, hostName, release, runbookUrl } = settings;
  return {
    serviceName,
    host: hostName,
    ...domainOf(settings),
    commit: release.commit,
    thresholds: settings,
    topics: { page: platform.alertTopic.topicArn, ticket: platform.ticketTopic.topicArn },
    detailTopicArn: platform.detailTopic.topicArn,
    gateLogGroupName: platform.releaseGate.logGroup.logGroupName,
    runbookUrl,
  };
}

function domainOf({ platform }: ServiceSettings): { domainName: string } {
  return { domainName: platform.entrance.domainName };
}
