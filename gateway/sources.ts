import type { GraphQLFormattedError } from 'graphql';
import { isData } from './engine/data.ts';

/** What a client may learn of a source that took part (the kernel's `SourceEntry`). */
const OPEN = [
  'dataset',
  'administration',
  'state',
  'servedFrom',
  'observedAt',
  'retrievedAt',
  'since',
  'retryAfter',
] as const;
type Entry = Readonly<Record<(typeof OPEN)[number], string | number | null>>;

/** The worse of two accounts of one source is told. */
const STATES = ['OK', 'SLOW', 'SUSPECT', 'THROTTLED', 'INVALID', 'DOWN'];
const SERVED = ['CACHE', 'LIVE', 'STALE', null];
/** Places in the answer that are named for one source. */
const MAX_PATHS = 50;

/** One source in `extensions.sources` of an answer. */
export type TookPart = Entry & {
  /** Fields of the answer that lack something for want of the source, such as `municipalities.airQuality`. */
  readonly paths: readonly string[];
};

/**
 * Puts what subgraphs told of their sources into one list, each source once, with the fields that its failure took.
 * @param told `extensions.sources` of each answer of a subgraph; what is not of that form is left out.
 */
export function sourcesOf(told: readonly unknown[], errors: readonly GraphQLFormattedError[]): readonly TookPart[] {
  const entries = told.flatMap((list) => (Array.isArray(list) ? list.flatMap(toEntry) : []));
  return [...Map.groupBy(entries, ({ dataset }) => dataset)]
    .map(([dataset, same]) => ({ ...same.reduce(worse), paths: pathsOf(String(dataset), errors) }))
    .toSorted((a, b) => (String(a.dataset) < String(b.dataset) ? -1 : 1));
}

function toEntry(given: unknown): Entry[] {
  if (!isData(given) || typeof given.dataset !== 'string') return [];
  const told = OPEN.map((name) => {
    const value = given[name];
    return [name, typeof value === 'string' || typeof value === 'number' ? value : null];
  });
  return [Object.fromEntries(told)];
}

function worse(a: Entry, b: Entry): Entry {
  const byState = STATES.indexOf(String(b.state)) - STATES.indexOf(String(a.state));
  const [told, other] = byState > 0 ? [b, a] : [a, b];
  const rank = ({ servedFrom }: Entry): number => SERVED.indexOf(servedFrom as string | null);
  return { ...told, servedFrom: rank(other) > rank(told) ? other.servedFrom : told.servedFrom };
}

function pathsOf(dataset: string, errors: readonly GraphQLFormattedError[]): readonly string[] {
  const paths = errors
    .filter(({ extensions, path }) => extensions?.dataset === dataset && path)
    .map(({ path = [] }) => path.filter((key) => typeof key === 'string').join('.'));
  return [...new Set(paths)].slice(0, MAX_PATHS);
}
