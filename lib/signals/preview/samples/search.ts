import { Metric } from '../../../private/metric-rows';
import { hex } from './noise';
import { World } from './world';

/** What a `SEARCH` asks for: a namespace with dimensions in braces, and terms that name values. */
interface Search {
  readonly namespace: string;
  readonly dimensions: readonly string[];
  readonly terms: ReadonlyMap<string, readonly string[]>;
}

/** A metric that was found, with what tells it from the others. */
export interface Found {
  readonly metric: Metric;
  readonly label: string;
}

/** More would find no room in a picture, and fewer would show no legend. */
const HANDFUL = 3;

/**
 * The metrics that a search finds.
 *
 * Nobody knows them before a deploy. Hosts and releases are those of the assembly; for other dimensions a few values are
 * made up.
 */
export function search(query: string, world: World, region: string): Found[] {
  const { namespace, dimensions, terms } = parse(query);
  const names = terms.get('MetricName') ?? ['Value'];
  const combinations = dimensions.reduce<ReadonlyArray<Record<string, string>>>(
    (all, dimension) =>
      all.flatMap((known) => {
        const values = terms.get(dimension) ?? valuesOf(dimension, known, { world, region });
        // The second dimension that is free, and those after it, do not multiply the first.
        const free = !terms.has(dimension) && all.length > 1 && dimension !== 'Release';
        return (free ? values.slice(0, 1) : values).map((value) => ({ ...known, [dimension]: value }));
      }),
    [{}],
  );
  const metrics = combinations.flatMap((found) =>
    names.map((name): Metric => ({ namespace, name, dimensions: found })),
  );
  const free = dimensions.filter((dimension) => !terms.has(dimension));
  return metrics.map((metric) => {
    // What was searched for by one name is told apart by what was not given, even if there is only one of it.
    const values = free.map((dimension) => metric.dimensions[dimension]);
    return { metric, label: [...values, ...(names.length > 1 || free.length === 0 ? [metric.name] : [])].join(' ') };
  });
}

function parse(query: string): Search {
  const [schema = '', inBraces = ''] = /\{([^}]*)\}/.exec(query) ?? [];
  const [namespace = '', ...dimensions] = inBraces.split(',').map((part) => part.trim().replace(/^"|"$/g, ''));
  const terms = new Map<string, string[]>();
  // NOT excludes, so what stands behind it is no value to be found.
  const wanted = query.replace(schema, '').replace(/\bNOT\s+\S+/g, '');
  for (const [, name, values] of wanted.matchAll(/"?(\w+)"?\s*=\s*(\([^)]*\)|"[^"]*"|[^\s"()]+)/g)) {
    terms.set(
      name,
      values
        .replace(/[()]/g, '')
        .split(/\s+OR\s+/)
        .map((value) => value.trim().replace(/^"|"$/g, '')),
    );
  }
  return { namespace, dimensions, terms };
}

function valuesOf(
  dimension: string,
  known: { readonly [name: string]: string },
  { world, region }: { readonly world: World; readonly region: string },
): readonly string[] {
  switch (dimension) {
    case 'Host':
      return world.hosts;
    case 'Release':
      return world.releasesOf(known.Host ?? '');
    case 'AvailabilityZone':
      return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
    case 'InstanceId':
      return madeUp((index) => `i-0${hex(`${dimension} ${index}`, 16)}`);
    default:
      return madeUp((index) => `${dimension.toLowerCase()}-${index + 1}`);
  }
}

function madeUp(valueOf: (index: number) => string): string[] {
  return Array.from({ length: HANDFUL }, (_, index) => valueOf(index));
}

/** What tells a metric from others: its name, or the values in which it differs from those with the same name. */
export function labelOf(metric: Metric, all: readonly Metric[]): string {
  const namesakes = all.filter(({ name }) => name === metric.name);
  const differing = Object.entries(metric.dimensions).filter(([name, value]) =>
    namesakes.some((other) => other.dimensions[name] !== value),
  );
  const hasOthers = namesakes.length < all.length;
  const parts = [...differing.map(([, value]) => value), ...(hasOthers ? [metric.name] : [])];
  return parts.length > 0 ? parts.join(' ') : metric.name;
}
