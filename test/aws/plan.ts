import { costOf, dailyCost, PRICES_AS_OF } from './cost';
import { Fact } from './facts/fact';
import { INSTANCE_TYPE, TAG } from './names';
import { OPT_IN, Options } from './options';
import { asksDns, deploysFor, minutesFor, STEPS } from './schedule';

/** What the script would do, for who has not allowed it yet. */
export function planText(options: Options): string {
  const { facts, keep } = options;
  return [
    'Nothing was done: this deploys to a real AWS account, and costs money.',
    '',
    'What it would settle:',
    ...facts.flatMap(factLines),
    '',
    'What it would do:',
    ...steps(options).map((step, index) => `  ${index + 1}. ${step}`),
    '',
    ...costLines(facts, keep),
    '',
    'To allow it, with credentials that may make and delete all of this, and last as long:',
    '  - bootstrap the account for the CDK, if it is not: npx cdk bootstrap',
    `  - ${OPT_IN}=<account id> AWS_REGION=<region> npm run verify:aws`,
    'The id must be that of the account that the credentials belong to; otherwise nothing is touched. Use an account without',
    'production in it. --only 1,4 settles some of the facts, --keep leaves everything in place.',
    '',
  ].join('\n');
}

function factLines({ number, claim, matters }: Fact): string[] {
  return [`  ${number}. ${claim}`, `     ${matters}`];
}

function steps({ facts, keep }: Options): string[] {
  const deploys = deploysFor(facts);
  const demo = deploys.includes('first-release');
  return [
    'look up two zones and the newest Amazon Linux 2023 image',
    'deploy a platform: two zones, plain HTTP (only the probe of the gate sends requests), no deletion protection',
    ...(demo
      ? [`bake an image: start a ${INSTANCE_TYPE} in the platform's network, let it set itself up, make an AMI of it`]
      : []),
    ...deploys.map((name) => STEPS[name].what),
    ...(asksDns(facts) ? ['ask Route 53 for the load balancer, with and without the attribute'] : []),
    'write the evidence to test/aws/results/ and print the verdicts',
    keep
      ? 'leave everything in place (--keep)'
      : 'delete all of it, whatever happened, and list what could not be deleted',
  ];
}

function costLines(facts: Fact[], keep: boolean): string[] {
  const minutes = minutesFor(facts, keep);
  return [
    `How long: about ${minutes} minutes, estimated; this has never run in an account.`,
    `What it costs: about ${usd(costOf(minutes))} (list prices of us-east-1 in ${PRICES_AS_OF}, from memory; check yours).`,
    ...(keep ? [`What is left in place costs about ${usd(dailyCost())} a day.`] : []),
    `Everything has the tag ${TAG.key}=${TAG.value}, and stacks begin with GoldenPathVerify.`,
  ];
}

export function usd(amount: number): string {
  return `${amount.toFixed(2)} USD`;
}
