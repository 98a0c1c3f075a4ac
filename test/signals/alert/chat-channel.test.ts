import { ChatChannel } from '../../../lib';

const SLACK = { workspaceId: 'T0123ABCD', channelId: 'C0123ABCDEF' };
const TEAMS = {
  teamId: 'b1946ac9-2492-4d23-91e5-1c0ff4d7b0aa',
  tenantId: '0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f',
  channelId: '19:0d1e2f-a_b=c@thread.tacv2',
};
const UUID = 'be a UUID';

describe('a channel in Slack', () => {
  test('has the ids of workspace and channel', () => {
    const { key, place } = ChatChannel.slack(SLACK)._bind();
    expect(key).toBe('Slack-T0123ABCD-C0123ABCDEF');
    expect(place).toEqual({
      application: 'Slack',
      ids: { slackWorkspaceId: 'T0123ABCD', slackChannelId: 'C0123ABCDEF' },
    });
  });

  test.each([
    ['public', 'C0123ABCDEF'],
    ['private', 'G0123ABCD'],
  ])('may be %s', (_, channelId) => {
    expect(
      ChatChannel.slack({ ...SLACK, channelId })
        ._bind()
        .problems(),
    ).toEqual([]);
  });

  test.each(['#incidents', 'incidents', 'C', 'c0123abcdef', 'D0123ABCD', 'C0123-BCD', 'C0123ABCDEF\n', '${Channel}'])(
    'fails with the channel %j',
    (channelId) => {
      expect(
        ChatChannel.slack({ ...SLACK, channelId })
          ._bind()
          .problems(),
      ).toEqual([
        {
          property: 'channelId',
          got: channelId,
          must: 'be the id of a Slack channel, which is not its name',
          fix: "write it like 'C0123ABCDEF', the end of the channel's link",
        },
      ]);
    },
  );

  test.each(['shop', 'T', 't0123abcd', 'E0123ABCD', 'T0123ABCD '])('fails in the workspace %j', (workspaceId) => {
    expect(
      ChatChannel.slack({ ...SLACK, workspaceId })
        ._bind()
        .problems(),
    ).toEqual([
      {
        property: 'workspaceId',
        got: workspaceId,
        must: 'be the id of a Slack workspace',
        fix: "write it like 'T0123ABCD'; the console of Amazon Q Developer in chat applications shows it",
      },
    ]);
  });
});

describe('a channel in Microsoft Teams', () => {
  test('has the ids of tenant, team and channel, the last one as it stands in a link', () => {
    const { key, place } = ChatChannel.teams(TEAMS)._bind();
    expect(key).toBe('Teams-aa96f46f1076');
    expect(place).toEqual({
      application: 'Teams',
      ids: {
        teamId: TEAMS.teamId,
        teamsTenantId: TEAMS.tenantId,
        teamsChannelId: '19%3A0d1e2f-a_b=c%40thread.tacv2',
      },
    });
  });

  test.each(['19%3A0d1e2f-a_b=c%40thread.tacv2', '19%3a0d1e2f-a_b=c%40thread.tacv2', '19%3A0d1e2f-a_b=c@thread.tacv2'])(
    'is the same as %s in the link',
    (channelId) => {
      const copied = ChatChannel.teams({ ...TEAMS, channelId, teamId: TEAMS.teamId.toUpperCase() })._bind();
      expect(copied.problems()).toEqual([]);
      expect(copied.key).toBe('Teams-aa96f46f1076');
      expect(copied.place.ids).toMatchObject({ teamsChannelId: '19%3A0d1e2f-a_b=c%40thread.tacv2' });
    },
  );

  test('is another one in another team', () => {
    const { key } = ChatChannel.teams({ ...TEAMS, teamId: TEAMS.tenantId })._bind();
    expect(key).not.toBe('Teams-aa96f46f1076');
  });

  test('may be one from before 2020', () => {
    const channel = ChatChannel.teams({ ...TEAMS, channelId: '19:0d1e2f@thread.skype' });
    expect(channel._bind().problems()).toEqual([]);
  });

  test.each(['incidents', '19:@thread.tacv2', '18:0d1e2f@thread.tacv2', '19:0d1e2f@thread.v2', '19:a b@thread.tacv2'])(
    'fails as the channel %j',
    (channelId) => {
      expect(
        ChatChannel.teams({ ...TEAMS, channelId })
          ._bind()
          .problems(),
      ).toEqual([
        {
          property: 'channelId',
          got: channelId,
          must: 'be the id of a channel in Microsoft Teams, which is not its name',
          fix: "write it like '19:0123abcd@thread.tacv2', which follows /channel/ in the channel's link",
        },
      ]);
    },
  );

  test.each([
    ['teamId', "take groupId from the channel's link"],
    ['tenantId', "take tenantId from the channel's link"],
  ])('fails with a %s that is a name', (property, fix) => {
    expect(
      ChatChannel.teams({ ...TEAMS, [property]: 'shop' })
        ._bind()
        .problems(),
    ).toEqual([{ property, got: 'shop', must: UUID, fix }]);
  });

  test('fails with all that is wrong at once', () => {
    const channel = ChatChannel.teams({ teamId: 'a', tenantId: 'b', channelId: 'c' });
    expect(
      channel
        ._bind()
        .problems()
        .map(({ property }) => property),
    ).toEqual(['teamId', 'tenantId', 'channelId']);
  });
});
