import { DeployName, Observed, Verdict } from '../records';

/** One of the eight facts that documents do not settle, as a claim that this library relies on or fears. */
export interface Fact {
  readonly number: number;
  readonly claim: string;
  /** What hangs on it. */
  readonly matters: string;
  readonly provoked: string;
  readonly observed: string;
  /** What has to be deployed for it. */
  readonly needs: DeployName[];
  /** Whether Route 53 has to be asked for it. */
  readonly asksDns?: boolean;
  judge(observed: Observed): Verdict;
}
