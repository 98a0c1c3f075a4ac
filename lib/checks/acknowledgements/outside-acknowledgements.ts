import { isObject } from '../../private/json';
import { ConstructMetadata } from '../assembly/assembly';
import { CannotJudgeError } from '../assembly/cannot-judge';

/** Reads what `acknowledgementsOutsideStacks` has put on record. */
export function readOutsideAcknowledgements(text: string): ConstructMetadata[] {
  const rows = parse(text);
  if (!Array.isArray(rows)) throw malformed();
  return rows.map((row: unknown) => {
    if (!isObject(row) || typeof row.path !== 'string' || typeof row.type !== 'string') throw malformed();
    return { path: row.path, type: row.type, data: row.data };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

function malformed(): CannotJudgeError {
  return new CannotJudgeError({
    where: 'validation-report.json',
    problem: 'what it says of the acknowledgements outside all stacks cannot be read',
    fix: 'use the command of the same version of cdk-golden-path as the app',
  });
}
