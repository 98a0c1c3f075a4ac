/**
 * The deadlines around a rollout, from the innermost out. Only the first one cleans up by itself, so each must leave the
 * next one enough time.
 */
export const LIMITS = {
  /** CloudFormation waits an hour for a custom resource, and no longer. */
  serviceTimeoutSeconds: 3600,
  /** Then the state machine ends, whatever it is doing. */
  engineSeconds: 58 * 60,
  /** The longest rollout: what is left is for the way back. */
  rolloutSeconds: 50 * 60,
  /** How long the former release may take to become healthy again before traffic returns to it all the same. */
  rescueSeconds: 3 * 60,
  /** How long minimums may take to be given back before a person is asked to look. */
  letGoSeconds: 3 * 60,
  /**
   * How long a rollback tries to lead traffic back. It has nothing better to do, and to say that it could not keeps the
   * servers of both releases.
   */
  returnSeconds: 52 * 60,
  /** The time-out of the gate's function: no writer is older than that. */
  writerSeconds: 60,
  /** The time-out of one call of it by the state machine: by then the writer is dead. */
  callSeconds: 75,
  /** The longest single try of a functional test, so that it fits into one look. */
  trySeconds: 30,
} as const;

/** The traffic, in requests a minute, below which alarms see too little to judge a release. */
export const THIN_TRAFFIC = 20;

/** How often the functional tests are repeated while users are on the release. */
export const RETEST_SECONDS = 60;
