import { RECORDED_DIMENSIONS, RECORDED_METRICS, RECORDED_NAMESPACE } from '../recorder/recorded';
import { MIN_REQUESTS_PER_MINUTE } from './golden-signals';
import { Signal, SignalMetric, single } from './signal';

/** What all services of a platform share, and none of them sees: the load balancer, and the recorder of their signals. */
export class EntranceSignals {
  /** The share of requests that the load balancer itself answered with 5xx. */
  public readonly errorRate: Signal;

  /** Connections that the load balancer had no room for. */
  public readonly rejected: Signal;

  /** The share of new connections that failed in the TLS handshake. */
  public readonly tlsErrorRate: Signal;

  /** Runs of the recorder that failed, for one service or for all. */
  public readonly recorderErrors: Signal;

  /** Whether the recorder has recorded: no data when it has not. */
  public readonly recorded: Signal;

  /** How many services the recorder has recorded. */
  public readonly services: Signal;

  /** Requests to all services. */
  public readonly traffic: Signal;

  /** Connections that are open. */
  public readonly active: Signal;

  /** How much of the load balancer is used, in its capacity units. */
  public readonly capacity: Signal;

  /**
   * @param loadBalancer the load balancer as CloudWatch names it: `app/name/id`.
   * @param platform the domain of the platform.
   * @param recorder the name of the recorder's function.
   */
  constructor(
    private readonly loadBalancer: string,
    platform: string,
    recorder: string,
  ) {
    this.errorRate = {
      label: 'errors of the load balancer (%)',
      metrics: {
        succeeded: this.sum('HTTPCode_Target_2XX_Count'),
        redirected: this.sum('HTTPCode_Target_3XX_Count'),
        rejected: this.sum('HTTPCode_Target_4XX_Count'),
        failed: this.sum('HTTPCode_Target_5XX_Count'),
        moved: this.sum('HTTPCode_ELB_3XX_Count'),
        invalid: this.sum('HTTPCode_ELB_4XX_Count'),
        balancer: this.sum('HTTPCode_ELB_5XX_Count'),
      },
      steps: {
        // Not the requests as they are counted: those that were refused before there was a server are missing there.
        total:
          'FILL(succeeded, 0) + FILL(redirected, 0) + FILL(rejected, 0) + FILL(failed, 0) + FILL(moved, 0) + FILL(invalid, 0) + FILL(balancer, 0)',
      },
      expression: `IF(total >= ${MIN_REQUESTS_PER_MINUTE}, 100 * FILL(balancer, 0) / total, 0)`,
    };
    this.rejected = single('rejected connections', this.sum('RejectedConnectionCount'));
    this.tlsErrorRate = {
      label: 'TLS errors (%)',
      metrics: { connections: this.sum('NewConnectionCount'), broken: this.sum('ClientTLSNegotiationErrorCount') },
      steps: { all: 'FILL(connections, 0) + FILL(broken, 0)' },
      expression: `IF(all >= ${MIN_REQUESTS_PER_MINUTE}, 100 * FILL(broken, 0) / all, 0)`,
    };
    this.traffic = single('requests a minute', this.sum('RequestCount'));
    this.active = single('active connections', this.sum('ActiveConnectionCount'));
    this.capacity = single('capacity units', this.sum('ConsumedLCUs'));
    this.recorderErrors = single('failed runs of the recorder', {
      namespace: 'AWS/Lambda',
      name: 'Errors',
      dimensions: { FunctionName: recorder },
      statistic: 'Sum',
    });
    const services = {
      namespace: RECORDED_NAMESPACE,
      name: RECORDED_METRICS.services,
      dimensions: { [RECORDED_DIMENSIONS.platform]: platform },
    };
    this.recorded = single('runs of the recorder', { ...services, statistic: 'SampleCount' });
    this.services = single('recorded services', { ...services, statistic: 'Maximum' });
  }

  private sum(name: string): SignalMetric {
    return { namespace: 'AWS/ApplicationELB', name, statistic: 'Sum', dimensions: { LoadBalancer: this.loadBalancer } };
  }
}
