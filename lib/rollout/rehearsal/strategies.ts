import { deployTimesAsText } from './deploy-time';
import { readServicePlan } from './deployment/service-plan';
import { USUAL_TIMES } from './rehearse';

/** From the first bad answer until the alarms of a release fire: two minutes of three, and what CloudWatch takes to see them. */
const ALARM_SECONDS = 180;

/** The ways to deploy a service, side by side, as text. */
export function strategiesAsText(stack: string, template: { readonly [section: string]: unknown }): string {
  const plan = readServicePlan(stack, template, USUAL_TIMES);
  return deployTimesAsText({
    servers: plan.group.min,
    bootSeconds: plan.group.launchSeconds + plan.group.bootSeconds,
    healthCheckSeconds: plan.targetGroup.healthySeconds,
    drainSeconds: plan.targetGroup.drainSeconds,
    testSeconds: plan.order.tests.length,
    alarmSeconds: ALARM_SECONDS,
    rollout: plan.order.rollout,
  });
}
