import { AspectPriority, Aspects, Stack, Tags } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { describeInvalidInput, InvalidInput, InvalidInputError } from '../../private/errors';
import { IMMUTABLE_SERVICE, PLATFORM } from '../../private/marks';

/** Where CloudFront is controlled from: web ACLs, certificates and log deliveries of distributions exist only there. */
export const EDGE_REGION = 'us-east-1';

/**
 * A stack of its own, in the region of CloudFront.
 *
 * A release must not touch a VPC origin, and a platform must not wait a quarter of an hour for a distribution. What is made
 * before this construct is refused at once, what comes later at the end of the synth.
 */
export function requireEdgeStack(scope: Construct, entrance: Construct): void {
  const stack = Stack.of(scope);
  if (stack.region !== EDGE_REGION) {
    throw new InvalidInputError(scope, {
      property: 'env.region',
      got: stack.region,
      must: `be ${EDGE_REGION}, where CloudFront's web ACLs and log deliveries are; the load balancer may be in any region`,
      fix: `give the stack that region: new Stack(app, 'Edge', { env: { account, region: '${EDGE_REGION}' } })`,
    });
  }
  const companion = stack.nestedStackParent ?? (Stack.of(entrance) === stack ? entrance : companionIn(stack));
  if (companion) throw new InvalidInputError(scope, sharedStack(stack, companion));
  scope.node.addValidation({
    validate: () => {
      const late = companionIn(stack);
      return late ? [describeInvalidInput(sharedStack(stack, late))] : [];
    },
  });
}

function companionIn(stack: Stack): IConstruct | undefined {
  return stack.node.findAll().find((construct) => IMMUTABLE_SERVICE in construct || PLATFORM in construct);
}

function sharedStack(stack: Stack, companion: IConstruct): InvalidInput {
  return {
    property: 'scope',
    got: stack.node.path,
    must: `be a stack without services and platforms, and ${companion.node.path} is ${companion === stack.nestedStackParent ? 'around' : 'in'} it: CloudFront refuses every update of a VPC origin in use`,
    fix: `make the edge entrance in a new stack: new Stack(app, 'Edge', { env: { account, region: '${EDGE_REGION}' } })`,
  };
}

/** Weaker than what users say of a construct. */
const STACK_TAG_PRIORITY = 50;

/**
 * Takes the tags off the stack itself and leaves them on its resources.
 *
 * CloudFormation puts the tags of a stack on every resource in it, so one that changes would update the VPC origin. A tag of
 * the app is a tag of the stack, too, unless a feature flag says otherwise; so they go after all aspects have run.
 */
export function keepTagsOffStack(stack: Stack): void {
  for (const [key, value] of Object.entries(stack.tags.tagValues())) {
    Tags.of(stack).add(key, value, { excludeResourceTypes: ['aws:cdk:stack'], priority: STACK_TAG_PRIORITY });
  }
  const visit = (node: IConstruct) => {
    if (node !== stack) return;
    for (const key of Object.keys(stack.tags.tagValues())) stack.tags.removeTag(key, Number.MAX_SAFE_INTEGER);
  };
  Aspects.of(stack).add({ visit }, { priority: AspectPriority.READONLY });
}
