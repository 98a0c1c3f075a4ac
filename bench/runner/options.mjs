import { parseArgs } from 'node:util';

const USAGE = `Usage: npm run bench -- [options]

  --pairs N          pairs of runs for each number of services (default 5)
  --services LIST    numbers of services, one comparison each (default 1,10,50)
  --packs LIST       rule packs to check both apps with: aws, nist (default aws)
  --validator        with the CDK's built-in CloudFormation validator, which the goal leaves off
  --date TEXT        a date to put into RESULTS.md
  --checks N         instead: what the checks cost in an app of N services, against the packs of cdk-nag alone
  --profile A|B N    instead: one run of the library (A) or the hand-written app (B) with N services under a CPU profiler
`;

const PACKS = ['aws', 'nist'];

/** What the command line asks for; explains itself and ends the process where it asks for nothing sensible. */
export function parseOptions(args) {
  const { values, positionals } = parse(args);
  if (values.help) exit(0, USAGE);
  const { pairs, services, packs, validator, date, profile, checks } = values;
  const options = {
    pairs: wholeNumber('--pairs', pairs),
    services: services.split(',').map((number) => wholeNumber('--services', number)),
    packs: packs.split(',').map((pack) => PACKS.find((known) => known === pack) ?? refuse('--packs', pack)),
    validator,
    date,
    checks: checks === undefined ? undefined : wholeNumber('--checks', checks),
  };
  if (profile === undefined) return positionals.length === 0 ? options : refuse('argument', positionals[0]);
  if (!['A', 'B'].includes(profile)) refuse('--profile', profile);
  return { ...options, profile, services: wholeNumber('--profile N', positionals[0] ?? '') };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        pairs: { type: 'string', default: '5' },
        services: { type: 'string', default: '1,10,50' },
        packs: { type: 'string', default: 'aws' },
        validator: { type: 'boolean', default: false },
        date: { type: 'string' },
        profile: { type: 'string' },
        checks: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return exit(2, `bench: ${error.message}\n\n${USAGE}`);
  }
}

function wholeNumber(option, text) {
  return /^[1-9]\d*$/.test(text) ? Number(text) : refuse(option, text);
}

function refuse(option, got) {
  return exit(2, `bench: ${option} cannot be '${got}'\n\n${USAGE}`);
}

function exit(code, text) {
  process[code === 0 ? 'stdout' : 'stderr'].write(text);
  process.exit(code);
}
