import { GoldenPathError } from '../../../private/errors';
import { isObject, JsonObject, listOf, numberOf, objectOf, textOf } from '../../../private/json';
import { Intrinsics } from './intrinsics';
import { PreviewStack, Resource, resourcesOf } from './stacks';

/** A dashboard as CloudWatch gets it. */
export interface Dashboard {
  readonly name: string;
  readonly stack: PreviewStack;
  readonly logicalId: string;
  /** Such as `-PT3H`. */
  readonly start?: string;
  readonly end?: string;
  readonly widgets: readonly Widget[];
}

/** A rectangle on the grid; what gives no place is put where there is one. */
export interface Widget {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly properties: JsonObject;
}

/** All dashboards of all stacks. */
export function readDashboards(stacks: readonly PreviewStack[], intrinsics: Intrinsics): Dashboard[] {
  return stacks.flatMap((stack) =>
    resourcesOf(stack, 'AWS::CloudWatch::Dashboard').map((resource) => readDashboard(resource, intrinsics)),
  );
}

function readDashboard({ stack, logicalId, properties }: Resource, intrinsics: Intrinsics): Dashboard {
  const body = readBody(`${stack.stack}/${logicalId}`, intrinsics.text(properties.DashboardBody, stack));
  return {
    name: intrinsics.text(properties.DashboardName, stack) || logicalId,
    stack,
    logicalId,
    start: textOf(body.start),
    end: textOf(body.end),
    widgets: listOf(body.widgets).map(widgetOf),
  };
}

function readBody(where: string, text: string): JsonObject {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message;
    throw new GoldenPathError(where, `\`DashboardBody\` must be JSON, got ${excerpt(text)} (${reason}): ${REPAIR}`);
  }
  if (isObject(body) && Array.isArray(body.widgets)) return body;
  throw new GoldenPathError(
    where,
    `\`DashboardBody\` must be an object with \`widgets\`, got ${excerpt(text)}: ${REPAIR}`,
  );
}

const REPAIR = 'repair the body and synthesize again';

function excerpt(text: string): string {
  return text === '' ? 'nothing' : `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}

function widgetOf(value: unknown): Widget {
  const { type, x, y, width, height, properties } = objectOf(value);
  return {
    type: textOf(type) ?? '',
    x: numberOf(x),
    y: numberOf(y),
    width: numberOf(width),
    height: numberOf(height),
    properties: objectOf(properties),
  };
}
