import { ChatKind } from './chat-kind';
import { SlackChannel, SlackChannelOptions } from './slack-channel';
import { TeamsChannel, TeamsChannelOptions } from './teams-channel';

/**
 * A channel that alerts are posted to, by Amazon Q Developer in chat applications.
 *
 * Somebody has to let the service into the workspace or the team first, once for each account, in its console. A channel
 * can be set up once in an account: where several platforms of an account share one, set it up yourself with the topics
 * of all of them.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/getting-started.html
 */
export class ChatChannel {
  /**
   * A channel in Slack. If it is private, invite `@Amazon Q` to it.
   *
   * @param options the ids of workspace and channel.
   */
  public static slack(options: SlackChannelOptions): ChatChannel {
    return new ChatChannel(new SlackChannel(options));
  }

  /**
   * A standard channel in Microsoft Teams.
   *
   * @param options the ids of tenant, team and channel.
   */
  public static teams(options: TeamsChannelOptions): ChatChannel {
    return new ChatChannel(new TeamsChannel(options));
  }

  private constructor(private readonly kind: ChatKind) {}

  /** @internal */
  public _bind(): ChatKind {
    return this.kind;
  }
}
