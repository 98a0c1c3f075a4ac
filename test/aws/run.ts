import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { deploy } from './account/cdk';
import { Clients } from './account/clients';
import { newestAmazonLinux, twoZones } from './account/image';
import { removeEverything } from './account/removal';
import { Stop } from './account/waiting';
import { STACKS } from './names';
import { Options } from './options';
import { Result, verdictOf } from './report';
import { asksDns, deploysFor } from './schedule';
import { policyLane, shortageLane } from './steps/bare';
import { demoLane } from './steps/demo';
import { experimentsLane } from './steps/experiments';
import { Lab } from './steps/lab';

export interface Run {
  readonly options: Options;
  readonly account: string;
  readonly clients: Clients;
  readonly stop: Stop;
  readonly say: (text: string) => void;
}

type Outcome = Pick<Result, 'verdicts' | 'problems' | 'left' | 'observed'>;

/** Deploys, looks on, deletes, and judges. It deletes whatever happened before. */
export async function run({ options, account, clients, stop, say }: Run): Promise<Outcome> {
  const [zones, baseImage] = await Promise.all([twoZones(clients), newestAmazonLinux(clients)]);
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-verify-'));
  const lab = new Lab(clients, { account, zones: zones.join(','), baseImage }, folder, stop, say);
  const left: string[] = [];
  try {
    await deployAll(lab, options);
  } catch (error) {
    lab.problems.push(stop.aborted ? 'broken off' : (error as Error).message);
  } finally {
    if (options.keep) {
      left.push(...Object.values(STACKS).map((stack) => `stack ${stack} (--keep)`), ...lab.remains.names);
    } else {
      lab.say('delete everything');
      left.push(...(await removeEverything(clients, lab.remains)));
    }
  }
  const { observed, problems } = lab;
  return { verdicts: options.facts.map((fact) => verdictOf(fact, observed)), problems, left, observed };
}

/** The platform first, then side by side what does not meet. */
async function deployAll(lab: Lab, { facts }: Options): Promise<void> {
  const deploys = deploysFor(facts);
  lab.say('deploy the platform');
  // All stacks are in it, so that the platform exports what they will need.
  const { exitCode, said } = await deploy(await lab.assembly('platform'), STACKS.platform, {}, lab.stop);
  if (exitCode !== 0) throw new Error(`the platform was not deployed:\n${said}`);
  const experiments = experimentsLane(lab, deploys);
  const lanes = [
    experiments,
    policyLane(lab, deploys),
    shortageLane(lab, deploys),
    demoLane(lab, { deploys, withDns: asksDns(facts), experiments }),
  ];
  // Not Promise.all: nothing may be deleted while another lane still deploys.
  const ends = await Promise.allSettled(lanes);
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
}
