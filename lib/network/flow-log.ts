import { Stack } from 'aws-cdk-lib';
import { CfnFlowLog, IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { warnIfDropped } from '../private/dropped-policy';

export interface FlowLogProps {
  readonly vpc: IVpc;
  readonly bucket: IBucket;
}

const PREFIX = 'vpc-flow-logs';

/**
 * All traffic of a VPC, accepted and rejected, written to a bucket by the minute.
 *
 * The bucket's policy is written here, because whether the CDK writes it depends on a feature flag of the app.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
export class FlowLog extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogProps) {
    super(scope, id);
    this.admitDelivery(props.bucket);
    this.createFlowLog(props);
  }

  private admitDelivery(bucket: IBucket): void {
    const stack = Stack.of(this);
    const objects = `${PREFIX}/AWSLogs/${stack.account}/vpcflowlogs/${stack.region}/*`;
    const allow = (action: string, resource: string) =>
      warnIfDropped(
        this,
        bucket.addToResourcePolicy(
          new PolicyStatement({
            principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
            actions: [action],
            resources: [resource],
            conditions: {
              StringEquals: { 'aws:SourceAccount': stack.account },
              ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
            },
          }),
        ),
        'The log bucket',
      );
    allow('s3:GetBucketAcl', bucket.bucketArn);
    allow('s3:PutObject', bucket.arnForObjects(objects));
  }

  private createFlowLog({ vpc, bucket }: FlowLogProps): void {
    const flowLog = new CfnFlowLog(this, 'Resource', {
      resourceType: 'VPC',
      resourceId: vpc.vpcId,
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: bucket.arnForObjects(PREFIX),
      maxAggregationInterval: 60,
    });
    if (bucket.policy) flowLog.node.addDependency(bucket.policy);
  }
}
