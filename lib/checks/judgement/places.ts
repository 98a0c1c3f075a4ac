import * as path from 'path';
import { textsOf } from '../../private/json';
import { Assembly, AssemblyStack, ConstructMetadata } from '../assembly/assembly';
import { SourceLocation } from '../report/report-model';

/** A line of a stack trace: `new Shop (/home/me/shop/lib/shop.ts:12:5)`. */
const FRAME = /\(?((?:[A-Za-z]:)?[^():]+):(\d+):\d+\)?$/;

/** Where constructs are: in which stack, and in which line of the user's code. */
export class Places {
  private readonly traces: ReadonlyMap<string, readonly string[]>;
  private readonly stacks: ReadonlyMap<string, AssemblyStack>;

  /** `folder` is the one that source locations are relative to. */
  constructor(
    assembly: Pick<Assembly, 'stacks' | 'metadata'>,
    private readonly folder: string,
  ) {
    this.stacks = new Map(assembly.stacks.map((stack) => [stack.path, stack]));
    this.traces = new Map(assembly.metadata.flatMap(traceOf));
  }

  /** The innermost stack around a construct. */
  public stackOf(construct: string): AssemblyStack | undefined {
    return upwards(construct)
      .map((place) => this.stacks.get(place))
      .find((stack) => stack !== undefined);
  }

  /** The first line of the user's own code that led to the construct, or to the nearest one around it that has any. */
  public locationOf(construct: string): SourceLocation | undefined {
    for (const place of upwards(construct)) {
      const location = this.traces
        .get(place)
        ?.map((frame) => this.readFrame(frame))
        .find((one) => one !== undefined);
      if (location !== undefined) return location;
    }
    return undefined;
  }

  /** What lies outside the folder is not the user's, and nobody could open it from a report. */
  private readFrame(frame: string): SourceLocation | undefined {
    const [, file, line] = FRAME.exec(frame.trim()) ?? [];
    if (file === undefined) return undefined;
    const relative = path.relative(this.folder, file);
    const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
    if (!isInside || relative.split(path.sep).includes('node_modules')) return undefined;
    return { file: relative.split(path.sep).join('/'), line: Number(line) };
  }
}

/** The construct and all around it, from the inside out. */
function upwards(construct: string): string[] {
  const parts = construct.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

function traceOf({ path: construct, type, data }: ConstructMetadata): Array<[string, string[]]> {
  return type === 'aws:cdk:creationStack' ? [[construct, textsOf(data)]] : [];
}
