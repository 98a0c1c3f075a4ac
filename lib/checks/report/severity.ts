import { Finding } from './report-model';

type Rated = Pick<Finding, 'severity'>;

/** A severity that we cannot place counts as an error. */
export function isError(finding: Rated): boolean {
  return !isWarning(finding) && !isInfo(finding);
}

export function isWarning(finding: Rated): boolean {
  return finding.severity === 'warning';
}

export function isInfo(finding: Rated): boolean {
  return finding.severity === 'info';
}
