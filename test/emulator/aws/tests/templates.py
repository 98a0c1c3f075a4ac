"""Resources of templates that several tests are about."""

from __future__ import annotations

import functools
import io
import json
import zipfile
from typing import Any

from aws.tests.emulated import ACCOUNT, REGION, client, declared

# As in the demo: names of alarms and log groups have slashes in them.
PAGE = 'shop.internal/checkout/page'
GROUP = '/golden-path/shop.internal/incidents'
FEED = declared('AWS::Logs::LogGroup', LogGroupName=GROUP)
TARGET = f'arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{GROUP}'
PATTERN = {
    'source': ['aws.cloudwatch'],
    'detail-type': ['CloudWatch Alarm State Change'],
    'resources': [f'arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{PAGE}'],
    'detail': {'state': {'value': ['ALARM']}},
}
CODE = """
exports.handler = async (event) => {
  const { CloudWatchClient, PutMetricDataCommand } = require('@aws-sdk/client-cloudwatch');
  const MetricData = [{ MetricName: 'Runs', Timestamp: new Date(event.time), Value: 1 }];
  await new CloudWatchClient({}).send(new PutMetricDataCommand({ Namespace: 'Test/Schedule', MetricData }));
  if (event.detail.fail) throw new Error('told to fail');
  console.log('ran');
  return { resources: event.resources, source: event.source };
};
"""
BUCKET = 'code-of-functions'
TRUST = {
    'Version': '2012-10-17',
    'Statement': [
        {'Effect': 'Allow', 'Principal': {'Service': 'lambda.amazonaws.com'}, 'Action': 'sts:AssumeRole'},
    ],
}


def metric(**properties: Any) -> dict[str, Any]:
    """An alarm about one metric."""
    given = {
        'Namespace': 'GoldenPath/Service',
        'MetricName': 'Failures',
        'Dimensions': [{'Name': 'Host', 'Value': 'checkout.shop.internal'}],
        'Statistic': 'Average',
        'Period': 60,
        'EvaluationPeriods': 1,
        'Threshold': 0.01,
        'ComparisonOperator': 'GreaterThanThreshold',
        **properties,
    }
    return declared('AWS::CloudWatch::Alarm', **{name: value for name, value in given.items() if value is not None})


def composite(rule: Any, **properties: Any) -> dict[str, Any]:
    return declared('AWS::CloudWatch::CompositeAlarm', **{'AlarmName': PAGE, 'AlarmRule': rule, **properties})


def either(*logical_ids: str) -> dict[str, Any]:
    return {'Fn::Sub': ' OR '.join(f'ALARM("${{{logical_id}}}")' for logical_id in logical_ids)}


def arn_of(name: str) -> str:
    return f'arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{name}'


def policy(resource: str = '*', source: str = '*', **properties: Any) -> dict[str, Any]:
    """Lets EventBridge write to a log group, for a rule."""
    statement = {
        'Effect': 'Allow',
        'Principal': {'Service': ['events.amazonaws.com', 'delivery.logs.amazonaws.com']},
        'Resource': resource,
    }
    statements = [
        {**statement, 'Action': 'logs:CreateLogStream'},
        {**statement, 'Action': 'logs:PutLogEvents', 'Condition': {'ArnLike': {'aws:SourceArn': source}}},
    ]
    document = json.dumps({'Version': '2012-10-17', 'Statement': statements})
    given = {'PolicyName': 'incidents', 'PolicyDocument': document, **properties}
    return declared('AWS::Logs::ResourcePolicy', **given)


def rule(**properties: Any) -> dict[str, Any]:
    given = {'EventPattern': PATTERN, 'Targets': [{'Id': 'Feed', 'Arn': TARGET}], **properties}
    return declared('AWS::Events::Rule', **{name: value for name, value in given.items() if value is not None})


def recorder(**schedule: Any) -> dict[str, Any]:
    """A function with its schedule; see store_code."""
    target = {
        'Id': 'Recorder',
        'Arn': {'Fn::GetAtt': ['Function', 'Arn']},
        'RetryPolicy': {'MaximumEventAgeInSeconds': 120, 'MaximumRetryAttempts': 2},
    }
    given = {'EventPattern': None, 'ScheduleExpression': 'rate(1 minute)', 'Targets': [target], **schedule}
    return {
        'Role': declared('AWS::IAM::Role', AssumeRolePolicyDocument=TRUST),
        'Function': declared(
            'AWS::Lambda::Function',
            Code={'S3Bucket': BUCKET, 'S3Key': 'recorder.zip'},
            Handler='index.handler',
            Runtime='nodejs22.x',
            Timeout=30,
            Role={'Fn::GetAtt': ['Role', 'Arn']},
        ),
        'Schedule': rule(**given),
        'Permission': declared(
            'AWS::Lambda::Permission',
            Action='lambda:InvokeFunction',
            FunctionName={'Fn::GetAtt': ['Function', 'Arn']},
            Principal='events.amazonaws.com',
            SourceArn={'Fn::GetAtt': ['Schedule', 'Arn']},
        ),
    }


@functools.cache
def store_code() -> None:
    """Puts the code of functions to where templates expect it."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, 'w') as archive:
        archive.writestr('index.js', CODE)
    client('s3').create_bucket(Bucket=BUCKET, CreateBucketConfiguration={'LocationConstraint': REGION})
    client('s3').put_object(Bucket=BUCKET, Key='recorder.zip', Body=code.getvalue())
