import { IConstruct } from 'constructs';

/** Construct metadata that the report reads from the cloud assembly. Its shape is a contract with `checks/`. */
export interface ServiceMetadata {
  readonly name: string;
  readonly host: string;
  readonly commit: string;
  readonly image: string;
  readonly architecture: string;
  readonly fingerprint: string;
  readonly builtAt?: string;
}

/** Makes a service, and the release it carries, visible to the report. */
export function describeService(construct: IConstruct, service: ServiceMetadata): void {
  construct.node.addMetadata('golden-path:service', service);
}

/** Makes an opinion of this library that the user opted out of visible to the report, with the reason given. */
export function declareException(construct: IConstruct, topic: string, reason: string): void {
  construct.node.addMetadata('golden-path:exception', { topic, reason });
}
