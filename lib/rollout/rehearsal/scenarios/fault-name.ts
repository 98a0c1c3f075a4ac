import { InvalidInputError } from '../../../private/errors';
import { SCENARIOS } from './scenarios';
import { Scenario } from './stage';

/** A scenario, perhaps at a moment of its own. */
export interface ChosenScenario {
  readonly scenario: Scenario;
  /** In seconds since the deploy began. */
  readonly atSeconds?: number;
}

const UNITS: { readonly [unit: string]: number } = { s: 1, m: 60 };

/** Reads `NAME` or `NAME@TIME`, such as `alarm-during-bake@12m` or `throttled@90s`. */
export function parseFault(text: string): ChosenScenario {
  const [name, ...times] = text.split('@');
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (!scenario) {
    throw invalid(text, `be one of ${SCENARIOS.map((one) => one.name).join(', ')}, or all`, 'choose one of them');
  }
  if (times.length === 0) return { scenario };
  if (!scenario.timed) {
    throw invalid(text, 'name no time, because this fault has no moment of its own', `write ${name}`);
  }
  const [, number, unit] = /^(\d+(?:\.\d+)?)([sm])$/.exec(times.join('@')) ?? [];
  if (number === undefined) {
    throw invalid(
      text,
      'name its time in minutes or seconds since the deploy began',
      `write ${name}@12m or ${name}@90s`,
    );
  }
  return { scenario, atSeconds: Number(number) * UNITS[unit] };
}

function invalid(got: string, must: string, fix: string): InvalidInputError {
  return new InvalidInputError('rehearse', { property: 'fault', got, must, fix });
}
