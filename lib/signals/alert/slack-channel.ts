import { InvalidInput } from '../../private/errors';
import { badIds, ChatKind, ChatPlace } from './chat-kind';

/** Options of {@link ChatChannel.slack}. */
export interface SlackChannelOptions {
  /** The id of the workspace, such as `T0123ABCD`: the console of Amazon Q Developer shows it once it may post there. */
  readonly workspaceId: string;

  /** The id of the channel, such as `C0123ABCDEF`: the end of its link. */
  readonly channelId: string;
}

const WORKSPACE = {
  property: 'workspaceId',
  pattern: /^T[0-9A-Z]{1,50}$/,
  must: 'be the id of a Slack workspace',
  fix: "write it like 'T0123ABCD'; the console of Amazon Q Developer in chat applications shows it",
};

const CHANNEL = {
  property: 'channelId',
  pattern: /^[CG][0-9A-Z]{1,50}$/,
  must: 'be the id of a Slack channel, which is not its name',
  fix: "write it like 'C0123ABCDEF', the end of the channel's link",
};

/** A channel in Slack. */
export class SlackChannel implements ChatKind {
  public readonly key: string;
  public readonly place: ChatPlace;

  constructor(private readonly options: SlackChannelOptions) {
    const { workspaceId, channelId } = options;
    this.key = `Slack-${workspaceId}-${channelId}`;
    this.place = { application: 'Slack', ids: { slackWorkspaceId: workspaceId, slackChannelId: channelId } };
  }

  public problems(): InvalidInput[] {
    const { workspaceId, channelId } = this.options;
    return badIds([
      { ...WORKSPACE, value: workspaceId },
      { ...CHANNEL, value: channelId },
    ]);
  }
}
