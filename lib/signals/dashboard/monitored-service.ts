import { Token } from 'aws-cdk-lib';
import { InvalidInputError } from '../../private/errors';
import { DNS_NAME, requireMatch } from '../../private/validation';
import { OBJECTIVE_WINDOW_DAYS } from '../objective/burn-rate';

/** Something that a {@link FleetDashboard} has a tile for. */
export interface IMonitoredService {
  /** How the service is found in CloudWatch. */
  readonly monitored: MonitoredService;
}

/** Attributes of {@link MonitoredService}. */
export interface MonitoredServiceAttributes {
  /** The name of the service. */
  readonly serviceName: string;

  /** The domain of the platform that the service is on. */
  readonly domainName: string;

  /**
   * The host name that the service answers to.
   *
   * @default - the service's name in the domain
   */
  readonly hostName?: string;

  /**
   * The share of requests that must succeed, in percent.
   *
   * @default 99.9
   */
  readonly availabilityPercent?: number;

  /**
   * The time that the objectives hold over, in days.
   *
   * @default 30
   */
  readonly objectiveWindowDays?: number;

  /** The account that the service is in; CloudWatch cross-account observability has to link it to that of the dashboard. */
  readonly account: string;

  /** The region that the service is in. */
  readonly region: string;
}

/** How a service is found in CloudWatch: by what never changes about it. */
export class MonitoredService implements IMonitoredService {
  /**
   * A service that another app makes, perhaps in another account or region.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account.html
   */
  public static fromAttributes(attributes: MonitoredServiceAttributes): MonitoredService {
    return new MonitoredService(attributes);
  }

  public readonly monitored: MonitoredService;

  /** The name of the service. */
  public readonly serviceName: string;

  /** The domain of the platform that the service is on. */
  public readonly domainName: string;

  /** The host name that the service answers to. */
  public readonly hostName: string;

  /** The share of requests that must succeed, in percent. */
  public readonly availabilityPercent: number;

  /** The time that the objectives hold over, in days. */
  public readonly objectiveWindowDays: number;

  /** The account that the service is in. */
  public readonly account: string;

  /** The region that the service is in. */
  public readonly region: string;

  /** The name of the service's dashboard. Dashboards of all regions of an account share one list of names. */
  public readonly dashboardName: string;

  private constructor(attributes: MonitoredServiceAttributes) {
    const { serviceName, domainName, hostName = `${serviceName}.${domainName}` } = attributes;
    this.monitored = this;
    this.serviceName = serviceName;
    this.domainName = domainName;
    this.hostName = hostName;
    this.availabilityPercent = attributes.availabilityPercent ?? 99.9;
    this.objectiveWindowDays = attributes.objectiveWindowDays ?? 30;
    this.account = attributes.account;
    this.region = attributes.region;
    this.dashboardName = `${hostName.replace(/\./g, '_')}-${this.region}`;
    validate(this);
  }
}

const PLACE = 'MonitoredService';

const SERVICE_NAME = {
  pattern: /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/,
  must: 'be the name of a service: lower-case letters, digits and hyphens, 32 at most',
  fix: "write it like 'checkout'",
};

const HOST_NAME = {
  pattern: DNS_NAME,
  must: 'be a name in the DNS, in lower case',
  fix: "write it like 'checkout.shop.internal'",
};

const ACCOUNT = {
  pattern: /^\d{12}$/,
  must: 'be the twelve digits of an account',
  fix: "write it like '111122223333'",
};
const REGION = { pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, must: 'be a region', fix: "write it like 'eu-west-1'" };

/** Metrics and alarms are found by these, and a wrong one finds nothing, in silence. */
function validate(service: MonitoredService): void {
  requireMatch(PLACE, 'serviceName', service.serviceName, SERVICE_NAME);
  requireMatch(PLACE, 'domainName', service.domainName, HOST_NAME);
  requireMatch(PLACE, 'hostName', service.hostName, HOST_NAME);
  if (!Token.isUnresolved(service.account)) requireMatch(PLACE, 'account', service.account, ACCOUNT);
  if (!Token.isUnresolved(service.region)) requireMatch(PLACE, 'region', service.region, REGION);
  requireRange('availabilityPercent', service.availabilityPercent, (value) => value > 90 && value < 100, {
    must: 'be above 90 and under 100',
    fix: "write the service's own, such as 99.9",
  });
  const { min, max } = OBJECTIVE_WINDOW_DAYS;
  const isWindow = (days: number) => Number.isInteger(days) && days >= min && days <= max;
  requireRange('objectiveWindowDays', service.objectiveWindowDays, isWindow, {
    must: `be from ${min} to ${max} whole days`,
    fix: "write the service's own, such as 30",
  });
}

function requireRange(
  property: string,
  value: number,
  isIn: (value: number) => boolean,
  words: { readonly must: string; readonly fix: string },
): void {
  if (!isIn(value)) throw new InvalidInputError(PLACE, { property, got: value, ...words });
}
