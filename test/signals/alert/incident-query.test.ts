import { incidentLogGroupName, incidentQuery } from '../../../lib/signals/alert/incident-query';

test('the incidents of a platform are written down under its domain', () => {
  expect(incidentLogGroupName('shop.internal')).toBe('/aws/events/golden-path/shop.internal/incidents');
});

test('the query of a service shows its incidents and releases, the latest first', () => {
  expect(incidentQuery('shop.internal', 'checkout', '/aws/lambda/gate').split('\n')).toEqual([
    "SOURCE '/aws/events/golden-path/shop.internal/incidents' | SOURCE '/aws/lambda/gate'",
    '| filter (detail.alarmName in ["shop.internal/checkout/page","shop.internal/checkout/ticket"] and (detail.state.value = "ALARM" or detail.previousState.value = "ALARM")) or (event = "outcome" and service = "checkout")',
    '| parse detail.alarmName "shop.internal/checkout/*" as severity',
    '| fields coalesce(severity, event) as kind, coalesce(detail.state.value, outcome) as state, coalesce(detail.state.reason, reason) as why',
    '| display @timestamp, kind, state, why, commit',
    '| sort @timestamp desc',
    '| limit 100',
  ]);
});

test('the query has no placeholder but that of who asks, because dashboards fill placeholders in', () => {
  const [, rest] = incidentQuery('shop.internal', 'checkout', '${GateLogGroup}').split('${GateLogGroup}');
  expect(rest).not.toContain('$');
});
