import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { accountOfArn, UsageError } from '../options';

/** The clients of one region, with the credentials that the environment has. */
export function clientsIn(region: string) {
  // A look a second is a lot of calls, and a throttled one may be repeated.
  const config = { region, maxAttempts: 6 };
  return {
    region,
    autoScaling: new AutoScalingClient(config),
    cloudFormation: new CloudFormationClient(config),
    cloudWatch: new CloudWatchClient(config),
    ec2: new EC2Client(config),
    elb: new ElasticLoadBalancingV2Client(config),
    sfn: new SFNClient(config),
    ssm: new SSMClient(config),
  };
}

export type Clients = ReturnType<typeof clientsIn>;

/** The parameter that `cdk bootstrap` leaves in each account and region. */
const BOOTSTRAP = '/cdk-bootstrap/hnb659fds/version';

/** The account of the credentials. The first call of all, and one that only reads. */
export async function accountOf({ ssm, region }: Clients): Promise<string> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: BOOTSTRAP }));
    return accountOfArn(Parameter?.ARN);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { name, message } = error as Error;
    if (name === 'ParameterNotFound') {
      throw new UsageError(`the account is not bootstrapped in ${region}: run npx cdk bootstrap first`);
    }
    throw new UsageError(`the account cannot be read (${name}: ${message}): are there credentials for ${region}?`);
  }
}
