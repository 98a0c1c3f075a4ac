import * as fs from 'fs';
import { CannotJudgeError } from './cannot-judge';

const SYNTHESIZE_AGAIN = "delete the folder and run `cdk synth '**'` again";
const ANOTHER_VERSION = 'synthesize with a version of aws-cdk-lib that this version of cdk-golden-path supports';

/**
 * An object in a JSON file that knows where it stands.
 *
 * The files of an assembly come from other tools, in versions that we have not seen. Each field is therefore checked as
 * it is read: one that is missing or of another type is an error with its place, never an empty list.
 */
export class JsonNode {
  /** Reads a file that must hold one JSON object. `missing` says what its absence means. */
  public static read(file: string, missing: { readonly problem: string; readonly fix: string }): JsonNode {
    return new JsonNode(file, '', parseObject(file, readText(file, missing)));
  }

  private constructor(
    private readonly file: string,
    private readonly place: string,
    private readonly fields: { readonly [key: string]: unknown },
  ) {}

  public keys(): string[] {
    return Object.keys(this.fields);
  }

  public has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  /** Everything as it is. */
  public all(): { readonly [key: string]: unknown } {
    return this.fields;
  }

  /** The value as it is; for data whose shape is its reader's concern. */
  public value(key: string): unknown {
    return Object.prototype.hasOwnProperty.call(this.fields, key) ? (this.fields[key] ?? undefined) : undefined;
  }

  public string(key: string): string {
    const value = this.value(key);
    if (typeof value !== 'string') throw this.wrongShape(key, 'a string');
    return value;
  }

  public optionalString(key: string): string | undefined {
    return this.has(key) ? this.string(key) : undefined;
  }

  /** A string out of a fixed set; a word that we do not know may mean anything, so it is an error. */
  public oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const found = allowed.find((word) => word === this.value(key));
    if (found === undefined) throw this.wrongShape(key, `one of ${allowed.join(', ')}`);
    return found;
  }

  public object(key: string): JsonNode {
    const value = this.value(key);
    if (!isObject(value)) throw this.wrongShape(key, 'an object');
    return new JsonNode(this.file, this.placeOf(key), value);
  }

  public optionalObject(key: string): JsonNode | undefined {
    return this.has(key) ? this.object(key) : undefined;
  }

  public objects(key: string): JsonNode[] {
    const value = this.value(key);
    if (!Array.isArray(value)) throw this.wrongShape(key, 'a list');
    return value.map((item: unknown, index) => {
      if (!isObject(item)) throw this.wrongShape(`${key}[${index}]`, 'an object');
      return new JsonNode(this.file, this.placeOf(`${key}[${index}]`), item);
    });
  }

  public optionalObjects(key: string): JsonNode[] {
    return this.has(key) ? this.objects(key) : [];
  }

  private placeOf(key: string): string {
    return this.place === '' ? key : `${this.place}.${key}`;
  }

  private wrongShape(key: string, expected: string): CannotJudgeError {
    return new CannotJudgeError({
      where: this.file,
      problem: `\`${this.placeOf(key)}\` must be ${expected}`,
      fix: ANOTHER_VERSION,
    });
  }
}

function readText(file: string, missing: { readonly problem: string; readonly fix: string }): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new CannotJudgeError({ where: file, ...missing });
    throw new CannotJudgeError({ where: file, problem: `cannot be read (${code})`, fix: 'make it readable' });
  }
}

function parseObject(file: string, text: string): { readonly [key: string]: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CannotJudgeError({ where: file, problem: 'is not valid JSON', fix: SYNTHESIZE_AGAIN });
  }
  if (isObject(value)) return value;
  throw new CannotJudgeError({ where: file, problem: 'must hold an object', fix: SYNTHESIZE_AGAIN });
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
