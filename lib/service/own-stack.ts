import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';
import { IMMUTABLE_SERVICE } from '../private/marks';

/** A release is a stack update: what shares the stack of a service rolls back with it. */
export function requireOwnStack(service: Construct, platform: Construct): void {
  const stack = Stack.of(service);
  const other =
    stack.nestedStackParent ??
    (Stack.of(platform) === stack
      ? platform
      : stack.node.findAll().find((construct) => construct !== service && IMMUTABLE_SERVICE in construct));
  Object.defineProperty(service, IMMUTABLE_SERVICE, { value: true });
  if (!other) return;
  throw new InvalidInputError(service, {
    property: 'scope',
    got: stack.node.path,
    must: `be a stack of its own, and ${other.node.path} is ${other === stack.nestedStackParent ? 'around' : 'in'} it: one would roll back with the other`,
    fix: "make the service in a new stack: new Stack(app, 'Checkout', { env })",
  });
}
