import type { GraphQLFormattedError } from 'graphql';
import { STATE_OF } from '../kernel/door/standing.ts';
import { type Data, isData } from './engine/data.ts';

/** What a client may learn of a source that took part (the kernel's `SourceEntry`). */
const OPEN = [
  'dataset',
  'administration',
  'licence',
  'attribution',
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
  /** Fields of the answer for which it was read, such as `municipalities.airQuality`. */
  readonly paths: readonly string[];
};

/** What a subgraph told beside its data. */
export interface Told {
  readonly extensions: Data;
  /** The client's paths of a field of its answer; none where that is not known. */
  readonly locate: (path: readonly string[]) => readonly (readonly (string | number)[])[];
}

/**
 * Puts what subgraphs told of their sources into one list, each source once, with the fields that it was read for. What
 * is not of the right form is left out.
 */
export function sourcesOf(told: readonly Told[], errors: readonly GraphQLFormattedError[]): readonly TookPart[] {
  const parts = [
    ...told.flatMap(({ extensions: { sources }, locate }) =>
      Array.isArray(sources) ? sources.flatMap((given) => toPart(given, locate)) : [],
    ),
    ...partsOfErrors(errors),
  ];
  return [...Map.groupBy(parts, ({ entry }) => String(entry.dataset))]
    .map(([, same]) => {
      const paths = same.flatMap(({ paths }) => paths.map(nameOf)).filter((name) => name !== '');
      const told = same.filter(({ isError }) => !isError);
      const isTold = told.some(({ entry }) => entry.state !== 'OK');
      return {
        ...(isTold ? told : same).map(({ entry }) => entry).reduce(worse),
        paths: [...new Set(paths)].toSorted().slice(0, MAX_PATHS),
      };
    })
    .toSorted((a, b) => (String(a.dataset) < String(b.dataset) ? -1 : 1));
}

/** The sentences to show with an answer: of every source that something in it came from. */
export function attributionsOf(parts: readonly TookPart[]): readonly string[] {
  const used = parts.filter(({ servedFrom }) => servedFrom !== null).map(({ attribution }) => attribution);
  return [...new Set(used.filter((sentence) => typeof sentence === 'string'))].toSorted();
}

/** A field by the names on the way to it, without the places in lists. */
const nameOf = (path: readonly (string | number)[]): string => path.filter((key) => typeof key === 'string').join('.');

function toPart(given: unknown, locate: Told['locate']) {
  if (!isData(given) || typeof given.dataset !== 'string') return [];
  const told = OPEN.map((name) => {
    const value = given[name];
    return [name, typeof value === 'string' || typeof value === 'number' ? value : null];
  });
  const entry: Entry = Object.fromEntries(told);
  const paths = Array.isArray(given.paths) ? given.paths.slice(0, MAX_PATHS).filter(isPath).flatMap(locate) : [];
  return [{ entry, paths, isError: false }];
}

const isPath = (path: unknown): path is string[] =>
  Array.isArray(path) && path.every((name) => typeof name === 'string');

function worse(a: Entry, b: Entry): Entry {
  const byState = STATES.indexOf(String(b.state)) - STATES.indexOf(String(a.state));
  const [told, other] = byState > 0 ? [b, a] : [a, b];
  const rank = ({ servedFrom }: Entry): number => SERVED.indexOf(servedFrom as string | null);
  return {
    ...told,
    servedFrom: rank(other) > rank(told) ? other.servedFrom : told.servedFrom,
    // The newest observation, the oldest reading; times are RFC 3339 in UTC, which sort as text.
    observedAt:
      [told.observedAt, other.observedAt]
        .filter((at) => at !== null)
        .toSorted()
        .at(-1) ?? null,
    retrievedAt: [told.retrievedAt, other.retrievedAt].filter((at) => at !== null).toSorted()[0] ?? null,
  };
}

/** What an error says of its source: some failures are found where nobody asked, such as an answer that lacks a feed. */
function partsOfErrors(errors: readonly GraphQLFormattedError[]) {
  return errors.flatMap(({ path = [], extensions = {} }) => {
    const { code, dataset, administration, retryAfter } = extensions;
    if (typeof dataset !== 'string' || !isSourceCode(code)) return [];
    const nothing = {
      licence: null,
      attribution: null,
      servedFrom: null,
      observedAt: null,
      retrievedAt: null,
      since: null,
    };
    const entry: Entry = {
      ...nothing,
      dataset,
      administration: typeof administration === 'string' ? administration : null,
      state: STATE_OF[code],
      retryAfter: typeof retryAfter === 'number' ? retryAfter : null,
    };
    return [{ entry, paths: [path], isError: true }];
  });
}

const isSourceCode = (code: unknown): code is keyof typeof STATE_OF => Object.hasOwn(STATE_OF, String(code));

/** What subgraphs say that their parts cost, added up by name; null when they say nothing. */
export function costsOf(told: readonly Told[]): Data | null {
  const costs = told.flatMap(({ extensions: { cost } }) => (isData(cost) ? [cost] : []));
  if (costs.length === 0) return null;
  const sums = new Map<string, number>();
  for (const [name, value] of costs.flatMap(Object.entries)) {
    if (typeof value === 'number') sums.set(name, (sums.get(name) ?? 0) + value);
  }
  return Object.fromEntries(sums);
}
