import { EntranceSignals } from '../metric/entrance-signals';
import { AlarmPlans } from './alarm-plan';

/** Every hundredth request answered by the load balancer itself: its servers are not there, or do not answer. */
const BALANCER_ERROR_PERCENT = 1;

/** A certificate that clients do not accept breaks nearly all connections; a few come from scanners and old clients. */
const TLS_ERROR_PERCENT = 10;

/** The alarms of what the services of a platform share. What one service is at fault for, its own alarms page about. */
export function entranceAlarms(signals: EntranceSignals, platform: string): AlarmPlans {
  // The newest minutes are often not there yet, and the fills of the shares make them good ones: so three of eight.
  const minutes = { datapoints: 3, periods: 8, missingData: 'notBreaching' } as const;
  return {
    EntranceErrors: {
      signal: signals.errorRate,
      comparison: 'GreaterThanThreshold',
      threshold: BALANCER_ERROR_PERCENT,
      ...minutes,
      severity: 'ticket',
      description: `${platform}: the load balancer answers ${BALANCER_ERROR_PERCENT} % of the requests with errors of its own. Look at which service has no healthy servers or does not answer in time, and at hosts that no rule knows.`,
    },
    Rejected: {
      signal: signals.rejected,
      comparison: 'GreaterThanThreshold',
      threshold: 0,
      ...minutes,
      severity: 'page',
      description: `${platform}: the load balancer has no room for more connections and rejects them. Look at the number of active connections and at who opens so many.`,
    },
    TlsErrors: {
      signal: signals.tlsErrorRate,
      comparison: 'GreaterThanThreshold',
      threshold: TLS_ERROR_PERCENT,
      ...minutes,
      severity: 'page',
      description: `${platform}: ${TLS_ERROR_PERCENT} % of new connections fail in the TLS handshake, so these clients reach no service. Look at the certificate: has it expired, does it cover the host names, do clients know its authority?`,
    },
    RecorderErrors: {
      signal: signals.recorderErrors,
      comparison: 'GreaterThanThreshold',
      threshold: 0,
      datapoints: 10,
      periods: 15,
      missingData: 'notBreaching',
      severity: 'ticket',
      description: `${platform}: the signal recorder fails again and again, for one service or for all, so what it has not recorded counts for no objective. Look at the log of its function, which names the service.`,
    },
    RecorderSilent: {
      signal: signals.recorded,
      comparison: 'LessThanThreshold',
      threshold: 1,
      datapoints: 10,
      periods: 15,
      missingData: 'breaching',
      severity: 'ticket',
      description: `${platform}: the signal recorder has not recorded the services for ten minutes, so nobody watches over their objectives; the alarms on what happens now go on. Look at the errors and the log of its function.`,
    },
  };
}
