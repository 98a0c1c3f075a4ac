import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { AutoScalingGroup, CfnAutoScalingGroup, Signals, UpdatePolicy } from 'aws-cdk-lib/aws-autoscaling';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnDeploymentGroup, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { CfnInstance, InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Alias, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { GROUP_UPDATE } from '../../../../lib/checks/principles/rules/cd-1/group-update';
import { STAGE_TRANSITION } from '../../../../lib/checks/principles/rules/cd-1/stage-transition';
import { TRAFFIC_REROUTE } from '../../../../lib/checks/principles/rules/cd-1/traffic-reroute';
import { CODE_DEPLOY_ROLLBACK } from '../../../../lib/checks/principles/rules/cd-3/code-deploy-rollback';
import { ECS_ROLLBACK } from '../../../../lib/checks/principles/rules/cd-3/ecs-rollback';
import { ROLLBACK_ALARM } from '../../../../lib/checks/principles/rules/cd-3/rollback-alarm';
import { UPDATE_SIGNALS } from '../../../../lib/checks/principles/rules/cd-3/update-signals';
import { COMMIT } from '../../../../lib/checks/principles/rules/cd-4/commit';
import { FUNCTIONAL_TEST } from '../../../../lib/checks/principles/rules/ci-2/functional-test';
import { describeRule, either, NOTHING, parameter, raw } from '../judged';

const machineImage = MachineImage.genericLinux({ 'eu-west-1': 'ami-0aaaaaaaaaaaaaaaa' });
const instanceType = new InstanceType('m7i.large');
const serviceRoleArn = 'arn:aws:iam::111122223333:role/deploy';

const network = (stack: Stack) => new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
const group = (stack: Stack, id: string, properties: object = {}) =>
  new CfnAutoScalingGroup(stack, id, { minSize: '2', maxSize: '4', ...properties });
const gate = (stack: Stack, id: string, order: object) =>
  raw(stack, id, 'Custom::ReleaseGate', { ServiceToken: 'a', Order: order });

describeRule(
  STAGE_TRANSITION,
  [
    [
      'pipelines with a closed transition and without',
      (stack) => {
        const pipeline = (id: string, properties: object) => raw(stack, id, 'AWS::CodePipeline::Pipeline', properties);
        pipeline('Open', {});
        pipeline('Closed', { DisableInboundStageTransitions: [{ StageName: 'Production', Reason: 'not yet' }] });
      },
      ['Shop/Closed: non-compliant: DisableInboundStageTransitions names stage Production', 'Shop/Open: compliant'],
    ],
  ],
  ['unknown'],
);

describeRule(TRAFFIC_REROUTE, [
  [
    'deployments that go on, that wait, and that a parameter decides on',
    (stack) => {
      const deploy = (id: string, actionOnTimeout?: string) =>
        new CfnDeploymentGroup(stack, id, {
          applicationName: 'shop',
          serviceRoleArn,
          ...(actionOnTimeout === undefined
            ? {}
            : { blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout } } }),
        });
      deploy('Plain');
      deploy('GoesOn', 'CONTINUE_DEPLOYMENT');
      deploy('Waits', 'STOP_DEPLOYMENT');
      deploy('Given', parameter(stack));
    },
    [
      'Shop/Given: unknown: DeploymentReadyOption.ActionOnTimeout is ${Shop/Parameter}',
      'Shop/GoesOn: compliant',
      'Shop/Plain: compliant',
      'Shop/Waits: non-compliant: DeploymentReadyOption.ActionOnTimeout is STOP_DEPLOYMENT',
    ],
  ],
]);

describeRule(
  GROUP_UPDATE,
  [
    [
      'groups as constructs make them',
      (stack) => {
        const options = { vpc: network(stack), instanceType, machineImage };
        new AutoScalingGroup(stack, 'Plain', options);
        new AutoScalingGroup(stack, 'Rolling', { ...options, updatePolicy: UpdatePolicy.rollingUpdate() });
        new AutoScalingGroup(stack, 'Replacing', { ...options, updatePolicy: UpdatePolicy.replacingUpdate() });
      },
      [
        'Shop/Plain/ASG: non-compliant: UpdatePolicy replaces no server, and no gate does',
        'Shop/Replacing/ASG: compliant',
        'Shop/Rolling/ASG: compliant',
      ],
    ],
    [
      'a refresh, a policy that does not replace, and a group behind a release gate',
      (stack) => {
        group(stack, 'Refresh').cfnOptions.updatePolicy = { autoScalingInstanceRefresh: { strategy: 'Rolling' } };
        group(stack, 'Not').cfnOptions.updatePolicy = { autoScalingReplacingUpdate: { willReplace: false } };
        const groupName = group(stack, 'Gated').ref;
        gate(stack, 'Gate', { servers: { groupName } });
      },
      [
        'Shop/Gated: compliant',
        'Shop/Not: non-compliant: UpdatePolicy replaces no server, and no gate does',
        'Shop/Refresh: compliant',
      ],
    ],
  ],
  ['unknown'],
);

describeRule(
  ROLLBACK_ALARM,
  [
    [
      'gates with alarms and without',
      (stack) => {
        gate(stack, 'Judged', { alarms: ['latency'] });
        gate(stack, 'Unjudged', { alarms: [] });
        gate(stack, 'Empty', {});
      },
      [
        'Shop/Empty: non-compliant: Order.alarms is empty',
        'Shop/Judged: compliant',
        'Shop/Unjudged: non-compliant: Order.alarms is empty',
      ],
    ],
  ],
  ['unknown'],
);

describeRule(
  FUNCTIONAL_TEST,
  [
    [
      'gates with tests and without',
      (stack) => {
        gate(stack, 'Tested', { tests: [{ kind: 'http' }] });
        gate(stack, 'Untested', { tests: [] });
      },
      ['Shop/Tested: compliant', 'Shop/Untested: non-compliant: Order.tests is empty'],
    ],
  ],
  ['unknown'],
);

describeRule(CODE_DEPLOY_ROLLBACK, [
  [
    'deployments of a function, as constructs make them',
    (stack) => {
      const code = Code.fromInline('exports.handler = () => {};');
      const handler = new Function(stack, 'Function', {
        runtime: Runtime.NODEJS_LATEST,
        handler: 'index.handler',
        code,
      });
      const alias = (aliasName: string) =>
        new Alias(stack, `Alias${aliasName}`, { aliasName, version: handler.currentVersion });
      const metric = new Metric({ namespace: 'Shop', metricName: 'Errors' });
      const alarm = new Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 });
      new LambdaDeploymentGroup(stack, 'Judged', { alias: alias('A'), alarms: [alarm] });
      new LambdaDeploymentGroup(stack, 'Unjudged', { alias: alias('B') });
    },
    [
      'Shop/Judged/Resource: compliant',
      'Shop/Unjudged/Resource: non-compliant: AutoRollbackConfiguration.Events lacks DEPLOYMENT_STOP_ON_ALARM; AlarmConfiguration.Enabled is not stated; AlarmConfiguration.Alarms is empty',
    ],
  ],
  [
    'alarms that may be missed, and events of a parameter',
    (stack) => {
      const events = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'];
      const deploy = (id: string, some: unknown, more: object = {}) =>
        raw(stack, id, 'AWS::CodeDeploy::DeploymentGroup', {
          AutoRollbackConfiguration: { Enabled: true, Events: some },
          AlarmConfiguration: { Enabled: true, Alarms: [{ Name: 'a' }], ...more },
        });
      deploy('Strict', events);
      deploy('Blind', events, { IgnorePollAlarmFailure: true });
      deploy('Given', parameter(stack, 'CommaDelimitedList'));
      deploy('Partly', ['DEPLOYMENT_FAILURE', { Ref: 'Parameter' }]);
    },
    [
      'Shop/Blind: non-compliant: AlarmConfiguration.IgnorePollAlarmFailure is true',
      'Shop/Given: unknown: Whether AutoRollbackConfiguration.Events lacks DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM',
      'Shop/Partly: unknown: Whether AutoRollbackConfiguration.Events lacks DEPLOYMENT_STOP_ON_ALARM',
      'Shop/Strict: compliant',
    ],
  ],
]);

describeRule(ECS_ROLLBACK, [
  [
    'services as constructs make them',
    (stack) => {
      const cluster = new Cluster(stack, 'Cluster', { vpc: network(stack) });
      const taskDefinition = new FargateTaskDefinition(stack, 'Task');
      taskDefinition.addContainer('App', { image: ContainerImage.fromRegistry('shop@sha256:0') });
      const service = (id: string, more: object) =>
        new FargateService(stack, id, { cluster, taskDefinition, minHealthyPercent: 100, ...more });
      service('Plain', {});
      service('Breaking', { circuitBreaker: { rollback: true } });
      service('Stopping', { circuitBreaker: { rollback: false } });
    },
    [
      'Shop/Breaking/Service: compliant',
      'Shop/Plain/Service: non-compliant: DeploymentConfiguration has neither DeploymentCircuitBreaker nor Alarms with Enable and Rollback',
      'Shop/Stopping/Service: non-compliant: DeploymentConfiguration has neither DeploymentCircuitBreaker nor Alarms with Enable and Rollback',
    ],
  ],
  [
    'alarms instead, CodeDeploy instead, and a parameter',
    (stack) => {
      const service = (id: string, properties: object) => raw(stack, id, 'AWS::ECS::Service', properties);
      service('Alarms', { DeploymentConfiguration: { Alarms: { Enable: true, Rollback: true, AlarmNames: ['a'] } } });
      service('CodeDeploy', { DeploymentController: { Type: 'CODE_DEPLOY' } });
      const breaker = { Enable: true, Rollback: parameter(stack) };
      service('Given', { DeploymentConfiguration: { DeploymentCircuitBreaker: breaker } });
    },
    [
      'Shop/Alarms: compliant',
      'Shop/CodeDeploy: compliant',
      'Shop/Given: unknown: DeploymentCircuitBreaker.Rollback is ${Shop/Parameter}',
    ],
  ],
]);

describeRule(UPDATE_SIGNALS, [
  [
    'updates that wait for signals, and that do not',
    (stack) => {
      const options = { vpc: network(stack), instanceType, machineImage };
      const signals = Signals.waitForMinCapacity({ timeout: Duration.minutes(5) });
      const rolling = UpdatePolicy.rollingUpdate();
      new AutoScalingGroup(stack, 'Waiting', { ...options, updatePolicy: rolling, signals });
      new AutoScalingGroup(stack, 'Hasty', { ...options, updatePolicy: rolling });
      new AutoScalingGroup(stack, 'Replacing', { ...options, updatePolicy: UpdatePolicy.replacingUpdate(), signals });
      new AutoScalingGroup(stack, 'Blind', { ...options, updatePolicy: UpdatePolicy.replacingUpdate() });
      new AutoScalingGroup(stack, 'None', options);
    },
    [
      'Shop/Blind/ASG: non-compliant: CreationPolicy.ResourceSignal is not stated',
      'Shop/Hasty/ASG: non-compliant: AutoScalingRollingUpdate.WaitOnResourceSignals is not stated',
      'Shop/Replacing/ASG: compliant',
      'Shop/Waiting/ASG: compliant',
    ],
  ],
  [
    'a refresh with alarms and without, and a parameter',
    (stack) => {
      const preferences = { alarmSpecification: { alarms: ['errors'] } };
      const refresh = { strategy: 'Rolling' };
      group(stack, 'Judged').cfnOptions.updatePolicy = { autoScalingInstanceRefresh: { ...refresh, preferences } };
      group(stack, 'Unjudged').cfnOptions.updatePolicy = { autoScalingInstanceRefresh: refresh };
      const given = group(stack, 'Given');
      given.addOverride('UpdatePolicy.AutoScalingRollingUpdate.WaitOnResourceSignals', { Ref: 'Parameter' });
      parameter(stack);
    },
    [
      'Shop/Given: unknown: AutoScalingRollingUpdate.WaitOnResourceSignals is ${Shop/Parameter}',
      'Shop/Judged: compliant',
      'Shop/Unjudged: non-compliant: AutoScalingInstanceRefresh.Preferences.AlarmSpecification has no alarm',
    ],
  ],
]);

describeRule(COMMIT, [
  [
    'groups and a server, by their tags',
    (stack) => {
      const tagged = (id: string, key: string) => Tags.of(group(stack, id)).add(key, 'a'.repeat(40));
      tagged('Commit', 'golden-path:commit');
      tagged('Sha', 'GitSha');
      tagged('Version', 'app.version');
      tagged('Digital', 'digital');
      group(stack, 'None');
      new CfnInstance(stack, 'Server', { tags: [{ key: 'release', value: '7' }] });
      const Tagged = either(stack, [{ Key: 'Name', Value: 'a' }], NOTHING);
      raw(stack, 'Sometimes', 'AWS::AutoScaling::AutoScalingGroup', { Tags: Tagged });
      raw(stack, 'Given', 'AWS::AutoScaling::AutoScalingGroup', { Tags: [{ Key: parameter(stack), Value: 'a' }] });
    },
    [
      'Shop/Commit: compliant',
      'Shop/Digital: non-compliant: No tag of it names a commit, a version or a release',
      'Shop/Given: unknown: What its Tags are',
      'Shop/None: non-compliant: No tag of it names a commit, a version or a release',
      'Shop/Sha: compliant',
      'Shop/Sometimes: non-compliant: No tag of it names a commit, a version or a release',
      'Shop/Version: compliant',
      'Shop/Server: compliant',
    ],
  ],
]);
