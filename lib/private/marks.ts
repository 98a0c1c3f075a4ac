/** Marks a service across copies of this package, where `instanceof` does not. */
export const IMMUTABLE_SERVICE = Symbol.for('cdk-golden-path.ImmutableService');

/** Marks a platform, with its domain, across copies of this package, where `instanceof` does not. */
export const PLATFORM = Symbol.for('cdk-golden-path.Platform');
