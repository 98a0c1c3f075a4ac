import { InvalidInput } from '../../private/errors';

/** A channel as CloudFormation finds it in its application. */
export type ChatPlace =
  | {
      readonly application: 'Slack';
      readonly ids: { readonly slackWorkspaceId: string; readonly slackChannelId: string };
    }
  | {
      readonly application: 'Teams';
      readonly ids: { readonly teamId: string; readonly teamsTenantId: string; readonly teamsChannelId: string };
    };

/** A channel of one chat application. */
export interface ChatKind {
  /** What tells the channel from all others, in letters, digits and hyphens. */
  readonly key: string;

  readonly place: ChatPlace;

  /** What cannot be the id of anything. */
  problems(): InvalidInput[];
}

/** One id of a channel, and the form that it must have. */
export interface ChatId {
  readonly property: string;
  readonly value: string;
  readonly pattern: RegExp;
  readonly must: string;
  readonly fix: string;
}

/** The ids that are not of their form; a token never is, because channels are told apart at synth. */
export function badIds(ids: ChatId[]): InvalidInput[] {
  return ids
    .filter(({ value, pattern }) => !pattern.test(value))
    .map(({ property, value, must, fix }) => ({ property, got: value, must, fix }));
}
