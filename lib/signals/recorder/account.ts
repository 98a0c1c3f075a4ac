/** A target group of the load balancer, with its tags. */
export interface TaggedGroup {
  readonly arn: string;
  readonly tags: { readonly [key: string]: string };
}

/** One metric, and what is wanted of it. */
export interface Query {
  /** Unique among the queries; a lower-case letter, and then letters, digits and underscores. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
  readonly statistic: string;
}

/** What was answered to queries, by their ids. Nothing reported is `undefined`; what could not be answered is not there. */
export type Answers = ReadonlyMap<string, number | undefined>;

/** Samples of one minute, all 0 or 1, or one value. */
export interface Datum {
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
  readonly unit: 'Count' | 'Seconds';
  readonly value: number | { readonly samples: number; readonly ones: number };
}

/** All that the recorder asks of AWS. */
export interface Account {
  /** The target groups of the load balancer. */
  targetGroups(): Promise<TaggedGroup[]>;
  /** What CloudWatch knows of one minute. */
  ask(minute: Date, queries: Query[]): Promise<Answers>;
  /** One call, so {@link MOST_DATA} at the most. */
  write(minute: Date, data: Datum[]): Promise<void>;
}

/** The most metrics that one call of PutMetricData takes. */
export const MOST_DATA = 1000;
