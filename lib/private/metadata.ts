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

/** The type of {@link AcknowledgementMetadata}. */
export const ACKNOWLEDGEMENT_METADATA = 'golden-path:acknowledgement';

/** What the CDK does not keep of an acknowledgement; it belongs to the one of the same construct, rule and reason. */
export interface AcknowledgementMetadata {
  /** Qualified by its pack: `AwsSolutions::AwsSolutions-S1`. */
  readonly rule: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, as `2027-06-30`. */
  readonly expires: string;
  readonly evidence?: string;
}

/** Makes visible to the report who accepted a finding, until when, and on what evidence. */
export function describeAcknowledgement(construct: IConstruct, acknowledgement: AcknowledgementMetadata): void {
  construct.node.addMetadata(ACKNOWLEDGEMENT_METADATA, acknowledgement);
}
