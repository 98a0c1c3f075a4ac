import { createHash } from 'crypto';
import { InvalidInput } from '../../private/errors';
import { badIds, ChatKind, ChatPlace } from './chat-kind';

/** Options of {@link ChatChannel.teams}. */
export interface TeamsChannelOptions {
  /** The id of the team, a UUID: `groupId` in the channel's link. */
  readonly teamId: string;

  /** The id of the tenant, a UUID: `tenantId` in the channel's link. */
  readonly tenantId: string;

  /** The id of the channel, such as `19:0123abcd@thread.tacv2`, or the same as it stands in the channel's link. */
  readonly channelId: string;
}

const UUID = {
  pattern: /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
  must: 'be a UUID',
};

const CHANNEL = {
  property: 'channelId',
  pattern: /^19(:|%3[aA])[A-Za-z0-9_=+/.,-]{1,200}(@|%40)thread\.(tacv2|skype)$/,
  must: 'be the id of a channel in Microsoft Teams, which is not its name',
  fix: "write it like '19:0123abcd@thread.tacv2', which follows /channel/ in the channel's link",
};

/** A channel in Microsoft Teams. */
export class TeamsChannel implements ChatKind {
  public readonly key: string;
  public readonly place: ChatPlace;

  constructor(private readonly options: TeamsChannelOptions) {
    const { teamId, tenantId } = options;
    const channelId = encoded(options.channelId);
    // The id has characters that names may not have, and is too long for them.
    const digest = createHash('sha256').update(`${teamId.toLowerCase()}/${channelId}`).digest('hex');
    this.key = `Teams-${digest.slice(0, 12)}`;
    this.place = { application: 'Teams', ids: { teamId, teamsTenantId: tenantId, teamsChannelId: channelId } };
  }

  public problems(): InvalidInput[] {
    const { teamId, tenantId, channelId } = this.options;
    return badIds([
      { property: 'teamId', value: teamId, ...UUID, fix: "take groupId from the channel's link" },
      { property: 'tenantId', value: tenantId, ...UUID, fix: "take tenantId from the channel's link" },
      { ...CHANNEL, value: channelId },
    ]);
  }
}

/** The form that CloudFormation takes, as in a link. */
function encoded(channelId: string): string {
  return channelId.replace(':', '%3A').replace('%3a', '%3A').replace('@', '%40');
}
