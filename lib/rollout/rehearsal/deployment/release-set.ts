import { Group } from '../account/auto-scaling';
import { Cloud, StackState } from '../account/cloud';
import { alarmNames, ServicePlan } from './service-plan';

/** CloudFormation tries three times to delete something, then leaves it behind. */
const DELETE_ATTEMPTS = 3;
const ATTEMPT_SECONDS = 10;

/** What a resource takes to be created, in seconds. */
const CREATE_SECONDS = 3;

/** The resources that come and go with a release: as CloudFormation creates and deletes them. */
export class ReleaseSets {
  /** What could not be deleted. */
  public readonly leftBehind: string[] = [];

  constructor(
    private readonly cloud: Cloud,
    private readonly stack: StackState,
  ) {}

  /** A release that has long been live. */
  public startWith(plan: ServicePlan, size: number, createdAt: number): void {
    const { balancer, groups, alarms } = this.cloud;
    balancer.targetGroups.set(plan.targetGroup.arn, plan.targetGroup);
    this.cloud.releases.set(plan.targetGroup.arn, plan.release.fingerprint);
    const group = new Group(this.cloud.clock, balancer, plan.group, createdAt);
    groups.set(plan.group.name, group);
    group.startWith(size);
    for (const { logicalId } of [plan.gate, plan.preflight]) this.stack.resources.set(logicalId, 'UPDATE_COMPLETE');
    balancer.createRule(plan.testRule);
    balancer.createRule(plan.productionRule);
    for (const alarm of plan.alarms) {
      this.stack.alarms.add(alarm.name);
      Object.assign(alarms.create(alarm), { state: 'OK', since: createdAt, reason: 'Threshold Crossed' });
    }
    for (const composite of plan.composites) {
      this.stack.alarms.add(composite.name);
      alarms.compose(composite);
    }
  }

  public async createTargetGroup(plan: ServicePlan): Promise<void> {
    await this.pause();
    this.cloud.balancer.targetGroups.set(plan.targetGroup.arn, plan.targetGroup);
    this.cloud.releases.set(plan.targetGroup.arn, plan.release.fingerprint);
  }

  /** CloudFormation takes a group as complete when it is there; that its servers work is for the gate to find out. */
  public async createServers(plan: ServicePlan): Promise<void> {
    await this.pause();
    const group = new Group(this.cloud.clock, this.cloud.balancer, plan.group);
    this.cloud.groups.set(plan.group.name, group);
    group.reconcile();
    await this.pause();
  }

  /** The alarms of a release that are not there yet, such as those that judge it. */
  public async createAlarms(plan: ServicePlan): Promise<void> {
    await this.pause();
    for (const alarm of plan.alarms) if (this.isNew(alarm.name)) this.cloud.alarms.create(alarm);
    for (const composite of plan.composites) if (this.isNew(composite.name)) this.cloud.alarms.compose(composite);
  }

  /**
   * Deletes what one release has and another has not: servers first, then what they stand in.
   *
   * @param staying undefined if nothing stays.
   */
  public async delete(plan: ServicePlan, staying: ServicePlan | undefined): Promise<void> {
    const kept = staying === undefined ? [] : alarmNames(staying);
    for (const name of alarmNames(plan)) {
      if (kept.includes(name)) continue;
      this.cloud.alarms.delete(name);
      this.stack.alarms.delete(name);
    }
    if (staying?.group.name !== plan.group.name) await this.deleteGroup(plan.group.name);
    if (staying === undefined) this.cloud.balancer.deleteRule(plan.testRule.arn);
    if (staying?.targetGroup.arn !== plan.targetGroup.arn) await this.deleteTargetGroup(plan.targetGroup.arn);
  }

  /** Adds the name of an alarm to the stack, and says whether it was not there. */
  private isNew(name: string): boolean {
    if (this.stack.alarms.has(name)) return false;
    this.stack.alarms.add(name);
    return true;
  }

  private async deleteGroup(name: string): Promise<void> {
    const group = this.cloud.groups.get(name);
    if (!group) return;
    group.setLimits(0, 0);
    while (group.servers.length > 0) await this.cloud.clock.sleep(ATTEMPT_SECONDS * 1000);
    this.cloud.groups.delete(name);
  }

  private async deleteTargetGroup(arn: string): Promise<void> {
    const { balancer, clock } = this.cloud;
    if (!balancer.targetGroups.has(arn)) return;
    for (let attempt = 0; attempt < DELETE_ATTEMPTS; attempt++) {
      await clock.sleep(ATTEMPT_SECONDS * 1000);
      if (balancer.isInUse(arn)) continue;
      balancer.targetGroups.delete(arn);
      return;
    }
    this.leftBehind.push(arn);
  }

  private pause(): Promise<void> {
    return this.cloud.clock.sleep(CREATE_SECONDS * 1000);
  }
}
