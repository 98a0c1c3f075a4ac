import { Control, ControlScope } from './control';

/**
 * The recommendations of the CIS AWS Foundations Benchmark, in the numbers of version 7.0.0.
 *
 * Source: the contents of the benchmark, 2026. Those on single services that this library does not make stand here too, because
 * its packs have rules on them.
 */
export const CIS_CONTROLS: readonly Control[] = [
  control('2.1.1', 'root access is managed in one place', 'account'),
  control('2.1.2', 'guardrails for every account', 'account'),
  control('2.1.3', 'no workloads in the management account', 'account'),
  control('2.1.4', 'units by environment and sensitivity', 'account'),
  control('2.1.5', 'a delegated administrator of policies', 'account'),
  control('2.1.6', 'delegated administrators of services', 'account'),
  control('2.2', 'contact details are current', 'account'),
  control('2.3', 'a security contact', 'account'),
  control('2.4', 'no access key of the root user', 'account'),
  control('2.5', 'MFA for the root user', 'account'),
  control('2.6', 'hardware MFA for the root user', 'account'),
  control('2.7', 'nobody works as the root user', 'account'),
  control('2.8', 'passwords of 14 characters', 'account'),
  control('2.9', 'passwords are not used again', 'account'),
  control('2.10', 'MFA for users with a password', 'account'),
  control('2.11', 'no credentials unused for 45 days', 'account'),
  control('2.12', 'access keys are rotated', 'account'),
  control('2.13', 'users get permissions by groups', 'template'),
  control('2.14', 'no policy allows everything', 'template'),
  control('2.15', 'a role for AWS Support', 'account'),
  control('2.16', 'instances have roles', 'template'),
  control('2.17', 'no expired certificates in IAM', 'account'),
  control('2.18', 'the access analyzer is on', 'account'),
  control('2.19', 'users are federated', 'account'),
  control('2.20', 'access to CloudShell is restricted', 'partly'),
  control('2.21', 'no resource policy allows everybody', 'template'),
  control('3.1.1', 'buckets deny plain HTTP', 'template'),
  control('3.1.2', 'MFA to delete objects', 'account'),
  control('3.1.3', 'data in S3 is classified', 'account'),
  control('3.1.4', 'buckets block public access', 'template'),
  control('3.2.1', 'RDS is encrypted', 'template'),
  control('3.2.2', 'RDS takes minor upgrades', 'template'),
  control('3.2.3', 'RDS is not public', 'template'),
  control('3.2.4', 'RDS spans several zones', 'template'),
  control('3.3.1', 'EFS is encrypted', 'template'),
  control('4.1', 'CloudTrail in all regions', 'account'),
  control('4.2', 'log files are validated', 'account'),
  control('4.3', 'AWS Config is on', 'account'),
  control('4.4', 'access to the trail is logged', 'account'),
  control('4.5', 'trails are encrypted', 'account'),
  control('4.6', 'keys are rotated', 'template'),
  control('4.7', 'flow logs', 'template'),
  control('4.8', 'writing of objects is logged', 'account'),
  control('4.9', 'reading of objects is logged', 'account'),
  control('4.10', 'web front ends are logged', 'template'),
  ...Array.from({ length: 15 }, (_, index) =>
    control(`5.${index + 1}`, 'changes of the account are watched', 'account'),
  ),
  control('5.16', 'Security Hub is on', 'account'),
  control('6.1.1', 'volumes are encrypted by default', 'account'),
  control('6.1.2', 'CIFS from trusted networks only', 'template'),
  control('6.2', 'network ACLs keep administration closed', 'template'),
  control('6.3', 'security groups keep administration closed (IPv4)', 'template'),
  control('6.4', 'security groups keep administration closed (IPv6)', 'template'),
  control('6.5', 'default security groups let nothing pass', 'template'),
  control('6.6', 'routes of peerings are narrow', 'partly'),
  control('6.7', 'instances ask for IMDSv2', 'template'),
  control('6.8', 'endpoints for AWS services', 'template'),
];

function control(number: string, title: string, scope: ControlScope): Control {
  return { id: `CIS-7.0:${number}`, title, scope };
}
