/** Watches a simulation from outside: it sees the account and CloudFormation, never what the gate thinks. */
export interface Watcher {
  /** Called after every event; what is broken, in words. */
  readonly step?: () => string | undefined;
  /** Called once, when all is over. */
  readonly end?: () => string | undefined;
}
