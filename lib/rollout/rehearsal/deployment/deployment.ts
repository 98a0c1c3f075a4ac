import { Cloud, StackState } from '../account/cloud';
import { GateFunction } from '../engine/gate-function';
import { Ask, CustomRequest, CustomResources } from './custom-resources';
import { stackIdOf } from './intrinsics';
import { ReleaseSets } from './release-set';
import { ServicePlan } from './service-plan';

/** What can be wrong in the stack beside the gate. */
export interface StackTroubles {
  /** A resource after the production rule cannot be updated, and why. */
  laterResource?: string;
  /** On a rollback CloudFormation gives the production rule back before it asks the gate. */
  ruleFirst?: boolean;
}

/** The operation has failed. CloudFormation rolls it back. */
class OperationFailed extends Error {}

/** What a resource that stays takes to be updated, in seconds. */
const UPDATE_SECONDS = 3;

/** What CloudFormation takes to turn around, in seconds. */
const TURN_SECONDS = 2;

/**
 * CloudFormation in miniature, for one service's stack: creates beside what is live, asks the gate, moves the production
 * rule, and deletes the former release only when all went well; or the same way back.
 *
 * A request to a custom resource that was given up is not waited for: whoever works on it goes on.
 */
export class Deployment {
  public readonly stack: StackState;
  public readonly custom: CustomResources;
  public readonly sets: ReleaseSets;
  public readonly troubles: StackTroubles = {};
  /** Why the operation failed. */
  public reason: string | undefined;
  public finishedAt: number | undefined;
  /** When the gate let the release through, or everything but deletions was undone. */
  public settledAt: number | undefined;
  /** Whether the new release was let through and is what the stack has in the end. */
  public succeeded = false;
  private readonly cancelled: Promise<void>;
  private cancelReason: string | undefined;
  private whenCancelled!: () => void;
  private gateAsked = false;
  private ruleMoved = false;

  constructor(
    private readonly cloud: Cloud,
    gateFunction: GateFunction,
    stackName: string,
  ) {
    const id = stackIdOf(stackName);
    this.stack = { id, name: stackName, status: '', rollbackDisabled: false, resources: new Map(), alarms: new Set() };
    cloud.stacks.set(id, this.stack);
    this.custom = new CustomResources(cloud, gateFunction, this.stack);
    this.sets = new ReleaseSets(cloud, this.stack);
    this.cancelled = new Promise((resolve) => (this.whenCancelled = resolve));
  }

  /** A user, or a resource that fails, ends the operation; CloudFormation waits for nobody then. */
  public cancel(reason = 'Resource update cancelled'): void {
    this.cancelReason ??= reason;
    this.whenCancelled();
  }

  /** Deploys another release, or another configuration of the same one. */
  public async update(from: ServicePlan, to: ServicePlan): Promise<void> {
    this.become('UPDATE_IN_PROGRESS');
    try {
      await this.prepare(to, from);
      await this.askGate({ plan: to.gate, type: 'Update', old: from.gate.properties }, from);
      await this.moveUsers(from, to);
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw error;
      await this.rollBack(from, to, error.message);
      return;
    }
    this.settledAt = this.cloud.clock.now;
    this.become('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    await this.remove(from, to);
    this.succeeded = true;
    this.finish('UPDATE_COMPLETE');
  }

  /** The first deploy. */
  public async create(to: ServicePlan): Promise<void> {
    this.become('CREATE_IN_PROGRESS');
    try {
      await this.prepare(to);
      await this.askGate({ plan: to.gate, type: 'Create' });
      this.cloud.balancer.createRule(to.productionRule);
      await this.later();
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw error;
      this.fail(error.message);
      if (this.stack.rollbackDisabled) return this.finish('CREATE_FAILED');
      await this.takeDown(to, 'ROLLBACK');
      return;
    }
    this.succeeded = true;
    this.finish('CREATE_COMPLETE');
  }

  public async delete(from: ServicePlan): Promise<void> {
    this.gateAsked = true;
    await this.takeDown(from, 'DELETE');
  }

  /** Everything that the gate needs to judge the release. */
  private async prepare(to: ServicePlan, from?: ServicePlan): Promise<void> {
    const isNew = from?.preflight.logicalId !== to.preflight.logicalId;
    if (isNew || !same(from?.preflight.properties, to.preflight.properties)) {
      const type = isNew ? 'Create' : 'Update';
      await this.pass({ plan: to.preflight, type, old: isNew ? undefined : from?.preflight.properties });
    }
    if (from?.targetGroup.arn === to.targetGroup.arn) return;
    await this.sets.createTargetGroup(to);
    if (from === undefined) this.cloud.balancer.createRule(to.testRule);
    else this.cloud.balancer.setWeights(to.testRule.arn, to.testRule.weights);
    this.go();
    await this.sets.createServers(to);
    await this.sets.createAlarms(to);
    this.go();
  }

  private async askGate(ask: Ask, from?: ServicePlan): Promise<void> {
    if (same(from?.gate.properties, ask.plan.properties)) return;
    this.gateAsked = true;
    this.cloud.note('CloudFormation asks the gate');
    await this.pass(ask);
  }

  private async moveUsers(from: ServicePlan, to: ServicePlan): Promise<void> {
    this.go();
    if (from.targetGroup.arn !== to.targetGroup.arn) {
      this.ruleMoved = true;
      this.cloud.balancer.setWeights(to.productionRule.arn, to.productionRule.weights);
      this.cloud.note('CloudFormation updates the production rule');
    }
    await this.later();
  }

  /** What follows the users: paging alarms, dashboard, record. */
  private async later(): Promise<void> {
    await this.cloud.clock.sleep(UPDATE_SECONDS * 1000);
    if (this.troubles.laterResource !== undefined) throw new OperationFailed(this.troubles.laterResource);
    await this.cloud.clock.sleep(UPDATE_SECONDS * 1000);
    this.go();
  }

  private async rollBack(from: ServicePlan, to: ServicePlan, reason: string): Promise<void> {
    this.fail(reason);
    if (this.stack.rollbackDisabled) return this.finish('UPDATE_FAILED');
    await this.cloud.clock.sleep(TURN_SECONDS * 1000);
    this.become('UPDATE_ROLLBACK_IN_PROGRESS');
    await this.cloud.clock.sleep(TURN_SECONDS * 1000);
    const { balancer } = this.cloud;
    if (balancer.rules.has(from.testRule.arn)) balancer.setWeights(from.testRule.arn, from.testRule.weights);
    if (this.troubles.ruleFirst) this.giveRuleBack(from);
    if (this.gateAsked) {
      const ask: Ask = { plan: from.gate, type: 'Update', old: to.gate.properties };
      const { end } = await this.custom.ask(ask, new Promise(() => undefined));
      if (end !== 'SUCCESS') return this.finish('UPDATE_ROLLBACK_FAILED');
    }
    this.giveRuleBack(from);
    this.become('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    await this.cloud.clock.sleep(TURN_SECONDS * 1000);
    await this.remove(to, from);
    this.finish('UPDATE_ROLLBACK_COMPLETE');
  }

  /** Only what CloudFormation itself has changed is its own to give back. */
  private giveRuleBack(from: ServicePlan): void {
    if (!this.ruleMoved) return;
    this.ruleMoved = false;
    this.cloud.balancer.setWeights(from.productionRule.arn, from.productionRule.weights);
    this.cloud.note('CloudFormation gives the production rule back');
  }

  /** Deletes what only one of two releases has. */
  private async remove(going: ServicePlan, staying: ServicePlan): Promise<void> {
    if (going.preflight.logicalId !== staying.preflight.logicalId) await this.askToGo(going.preflight);
    await this.sets.delete(going, staying);
  }

  private async takeDown(plan: ServicePlan, operation: 'ROLLBACK' | 'DELETE'): Promise<void> {
    this.become(`${operation}_IN_PROGRESS`);
    this.cloud.balancer.deleteRule(plan.productionRule.arn);
    await this.cloud.clock.sleep(TURN_SECONDS * 1000);
    if (this.gateAsked && !(await this.askToGo(plan.gate))) return this.finish(`${operation}_FAILED`);
    await this.sets.delete(plan, undefined);
    await this.askToGo(plan.preflight);
    this.finish(`${operation}_COMPLETE`);
  }

  private async askToGo(plan: Ask['plan']): Promise<boolean> {
    if (!this.stack.resources.has(plan.logicalId)) return true;
    const { end } = await this.custom.ask({ plan, type: 'Delete' }, new Promise(() => undefined));
    return end === 'SUCCESS';
  }

  /** Asks on the way forward: everything but success ends it. */
  private async pass(ask: Ask): Promise<CustomRequest> {
    this.go();
    const request = await this.custom.ask(ask, this.cancelled);
    if (request.end === 'GIVEN UP') throw new OperationFailed(this.cancelReason);
    if (request.end !== 'SUCCESS') throw new OperationFailed(request.reason);
    return request;
  }

  /** Goes on only if nobody has cancelled. */
  private go(): void {
    if (this.cancelReason !== undefined) throw new OperationFailed(this.cancelReason);
  }

  private fail(reason: string): void {
    this.reason = reason;
    this.cloud.note(`CloudFormation: failed: ${reason}`);
  }

  private become(status: string): void {
    this.stack.status = status;
    if (status.startsWith('UPDATE_ROLLBACK_COMPLETE')) this.settledAt ??= this.cloud.clock.now;
    this.cloud.note(`CloudFormation: ${status}`);
  }

  private finish(status: string): void {
    this.become(status);
    this.finishedAt = this.cloud.clock.now;
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
