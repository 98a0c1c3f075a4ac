import { IConstruct } from 'constructs';
import { acknowledge } from '../../private/acknowledgement';

const LOST_MINUTE = {
  reason:
    'An event says which minute to look at and nothing else, and the next one comes a minute later. Nobody could do more with a lost one in a queue than the alarm on the heartbeat asks for.',
  evidence: 'In the template: rate(1 minute), and an alarm that watches the metric Services.',
};

/** Accepts what rules find in the function of the signal recorder, in how it is invoked, and in its schedule. */
export function acknowledgeRecorder(recorder: IConstruct, schedule: IConstruct): void {
  acknowledgeFunction(recorder);
  acknowledge(schedule, { packs: ['Serverless'], rule: 'EventBusDLQ', ...LOST_MINUTE });
  acknowledge(recorder.node.findChild('EventInvokeConfig'), {
    packs: ['Serverless'],
    rule: 'LambdaAsyncFailureDestination',
    ...LOST_MINUTE,
  });
}

function acknowledgeFunction(recorder: IConstruct): void {
  acknowledge(
    recorder,
    {
      packs: ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'],
      rule: 'LambdaInsideVPC',
      reason:
        'The recorder calls the APIs of AWS alone, and what it records matters most while the network is at fault. Nothing in the network has to be reached.',
      evidence:
        'In the template: the policy of this function names APIs of CloudWatch, Elastic Load Balancing and CloudWatch Logs, and nothing in a network.',
    },
    {
      packs: ['NIST.800.53.R5', 'HIPAA.Security'],
      rule: 'LambdaConcurrency',
      reason:
        'Only a schedule calls the recorder, once a minute, and a run ends within a minute. So there is one run at a time, and at times the second try of the one before.',
      evidence:
        'In the template: one rule with rate(1 minute) may invoke this function, and its Timeout is less than a minute.',
    },
    {
      packs: ['NIST.800.53.R5', 'HIPAA.Security', 'Serverless'],
      rule: 'LambdaDLQ',
      reason:
        'An event says which minute to look at and nothing else; each is tried twice, and the next one comes a minute later. A lost one leaves a gap in the metrics, the heartbeat Services among them, and an error of the function. Nobody could do more with a message in a queue.',
      evidence:
        'In the template: EventBridge and Lambda each try again for two minutes at most, and an alarm watches the metric Services.',
    },
    {
      packs: ['Serverless'],
      rule: 'LambdaTracing',
      reason:
        'A run asks CloudWatch and the load balancer a handful of questions and writes down one minute. How long it took and what failed is in the metrics and the log of the function; a trace would tell no more.',
      evidence: 'In the template: an alarm watches the heartbeat that each run writes.',
    },
  );
}
