import { Construct } from 'constructs';

/** What is wrong with one value that a user gave, in the parts that every message of this library has. */
export interface InvalidInput {
  /** The property as the user wrote it, such as `minCapacity`. */
  readonly property: string;
  /** The value given. */
  readonly got: unknown;
  /** What is allowed, as the end of "must ...". */
  readonly must: string;
  /** What to do about it, as an order: "raise minCapacity to 2". */
  readonly fix: string;
}

/**
 * Every error of this library.
 *
 * The construct path is part of `message`, because tests, wrapped errors and CI logs often show nothing else.
 */
export class GoldenPathError extends Error {
  /** The path of the construct, or the file, that holds the mistake. */
  public readonly where: string;

  constructor(where: string | Construct, problem: string) {
    const place = typeof where === 'string' ? where : where.node.path;
    super(`[${place}] ${problem}`);
    this.name = new.target.name;
    this.where = place;
  }
}

/** A mistake in what the user gave to this library. */
export class InvalidInputError extends GoldenPathError {
  constructor(where: string | Construct, input: InvalidInput) {
    super(where, describeInvalidInput(input));
  }
}

/** The message without the place, for `node.addValidation`, which puts the construct path before it by itself. */
export function describeInvalidInput(input: InvalidInput): string {
  return `\`${input.property}\` must ${input.must}, got ${show(input.got)}: ${input.fix}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  // JSON would write `null` for NaN and for infinity.
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value) ?? String(value);
}
