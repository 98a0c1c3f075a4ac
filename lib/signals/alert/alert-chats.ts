import { Stack, Token } from 'aws-cdk-lib';
import { CfnMicrosoftTeamsChannelConfiguration, CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import { SERVICE_AUTHORIZATION } from '../../private/acknowledgement';
import { describeInvalidInput, InvalidInput, InvalidInputError } from '../../private/errors';
import { acknowledgeWildcards } from '../../private/wildcards';
import { ChatChannel } from './chat-channel';
import { ChatKind } from './chat-kind';

/** What goes to some channels. */
export interface ChatRoute {
  /** The property that names the channels, for messages. */
  readonly property: string;
  readonly topic: ITopic;
  readonly channels: ChatChannel[];
}

export interface AlertChatsProps {
  readonly routes: ChatRoute[];
}

/** What it takes to show an alarm with its graph. No one of these can be confined to some alarms and their metrics. */
const READS = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:GetMetricWidgetImage',
  'cloudwatch:ListMetrics',
];

/** A channel that is set up. */
type ChatConfiguration = CfnSlackChannelConfiguration | CfnMicrosoftTeamsChannelConfiguration;

/**
 * The channels that alerts are posted to: each set up once, with the topics of all that goes there.
 *
 * Amazon Q Developer runs commands that members of a channel type. So the policy of its role, which shows alarms and
 * nothing else, is the guardrail of each channel, too: without one it is AdministratorAccess, and whoever widens the role
 * or chooses another one would not be held back.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html
 */
export class AlertChats extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlertChatsProps,
  ) {
    super(scope, id);
    props.routes.forEach((route) => this.validate(route));
    const role = this.createRole();
    const policy = this.createPolicy(role);
    const kinds = new Map(props.routes.flatMap(kindsOf).map((kind) => [kind.key, kind]));
    for (const kind of kinds.values()) {
      const configuration = this.createConfiguration(kind, role, policy);
      this.node.addValidation({ validate: () => this.problemsOf(kind, configuration).map(describeInvalidInput) });
    }
  }

  private validate(route: ChatRoute): void {
    kindsOf(route).forEach((kind, index) => {
      const [problem] = kind.problems();
      if (problem === undefined) return;
      throw new InvalidInputError(this, { ...problem, property: `${route.property}[${index}].${problem.property}` });
    });
  }

  private createRole(): Role {
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('chatbot.amazonaws.com'),
      description: 'Shows alarms in chat',
    });
  }

  private createPolicy(role: Role): ManagedPolicy {
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'What can be seen of alarms in chat, and all that can be done there',
      roles: [role],
      statements: [new PolicyStatement({ actions: READS, resources: ['*'] })],
    });
    acknowledgeWildcards(policy, {
      resource: '*',
      reason: `Nothing is changed by these reads: ${READS.join(', ')}. They have no resource-level permissions, but for those of alarms, and services bring alarms that the platform does not know. The policy is the guardrail of the channels, too.`,
      evidence: SERVICE_AUTHORIZATION,
    });
    return policy;
  }

  private createConfiguration(kind: ChatKind, role: Role, policy: ManagedPolicy): ChatConfiguration {
    const { key, place } = kind;
    const topics = this.routesTo(kind).map(({ topic }) => topic);
    const id = key.replace(/-/g, '');
    const settings = {
      // The names of all regions of an account are one list. That of a channel is as unique as the channel.
      configurationName: `golden-path-${key}`,
      iamRoleArn: role.roleArn,
      guardrailPolicies: [policy.managedPolicyArn],
      snsTopicArns: [...new Set(topics)].map(({ topicArn }) => topicArn),
      loggingLevel: 'ERROR',
      userRoleRequired: false,
    };
    return place.application === 'Slack'
      ? new CfnSlackChannelConfiguration(this, id, { ...settings, ...place.ids })
      : new CfnMicrosoftTeamsChannelConfiguration(this, id, { ...settings, ...place.ids });
  }

  private routesTo({ key }: ChatKind): ChatRoute[] {
    return this.props.routes.filter((route) => kindsOf(route).some((kind) => kind.key === key));
  }

  /** The service refuses a second set-up of a channel in an account, in whatever region it is. */
  private problemsOf(kind: ChatKind, own: ChatConfiguration): InvalidInput[] {
    const { account } = Stack.of(this);
    if (Token.isUnresolved(account)) return [];
    const [first] = this.node.root.node
      .findAll()
      .filter(isConfiguration)
      .filter((other) => channelOf(other) === channelOf(own) && Stack.of(other).account === account);
    if (first === own) return [];
    return [
      {
        property: this.routesTo(kind)[0].property,
        got: `${channelOf(own)}, which ${first.node.path} has`,
        must: 'name channels that nothing else in the account posts to: a channel can be set up once in an account',
        fix: 'choose another channel, or set that one up yourself with the topics of both',
      },
    ];
  }
}

function kindsOf({ channels }: ChatRoute): ChatKind[] {
  return channels.map((channel) => channel._bind());
}

function isConfiguration(construct: IConstruct): construct is ChatConfiguration {
  return (
    construct instanceof CfnSlackChannelConfiguration || construct instanceof CfnMicrosoftTeamsChannelConfiguration
  );
}

function channelOf(configuration: ChatConfiguration): string {
  return configuration instanceof CfnSlackChannelConfiguration
    ? configuration.slackChannelId
    : configuration.teamsChannelId;
}
