import type { Door } from '../../kernel/http.ts';
import type { Source } from '../../kernel/source.ts';
import { sourceFolders, sourceIn } from '../folders.ts';
import { closest } from './closest.ts';
import { type AnyProvides, type Asker, BESIDE, type Method, SAMPLES, type Thing } from './samples.ts';

/** One question to a source. */
export interface Question {
  /** The name of what is asked, such as `bikeStations`. */
  readonly method: string;
  readonly requests: number;
  readonly needs: Method | null;
  readonly ask: (asker: Asker) => Promise<readonly Thing[] | null>;
}

/** A source and everything that is asked of it, in order. */
export interface Planned {
  readonly source: Source<AnyProvides>;
  /** The subgraph it belongs to, or `kernel`. */
  readonly owner: string;
  readonly questions: readonly Question[];
}

/** One administration's sources that are asked, in order, and what it provides in all of them. */
export interface Visit {
  readonly own: Partial<AnyProvides>;
  readonly sources: readonly Planned[];
}

/**
 * What is asked of whom.
 * @param only Ids of datasets; empty for all.
 * @throws {Error} for an id that is none, naming the closest, and for a source that nobody knows how to ask.
 */
export async function planOf(only: readonly string[]): Promise<readonly Visit[]> {
  checkDatasets(only);
  const all = await Promise.all(
    sourceFolders().map(async (folder) => ({ owner: folder.owner, source: await sourceIn(folder) })),
  );
  const byAdministration = Map.groupBy(all, ({ source }) => source.administration.id);
  return [...byAdministration.values()].flatMap((sources) => {
    // What is not open to everybody is read for a reason, and that is entered in a trail: a probe has none.
    const open = sources.filter(({ source }) => source.access !== 'RESTRICTED');
    const chosen = open.filter(({ source }) => only.length === 0 || only.includes(source.id));
    if (chosen.length === 0) return [];
    const planned = chosen.map(({ source, owner }) => ({ source, owner, questions: questionsOf(source) }));
    return {
      own: Object.assign({}, ...sources.map(({ source }) => source.provides)),
      sources: planned.toSorted((a, b) => turnOf(a) - turnOf(b)),
    };
  });
}

/** @throws {Error} for what is no dataset, naming the closest. */
export function checkDatasets(named: readonly string[]): void {
  const ids = sourceFolders().map(({ id }) => id);
  const unknown = named.find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  throw new Error(`There is no dataset "${unknown}". The closest is "${closest(unknown, ids)}".`);
}

/** Requests that a plan usually takes. */
export const requestsOf = (plan: readonly Visit[]): number =>
  plan
    .flatMap(({ sources }) => sources.flatMap(({ questions }) => questions))
    .reduce((sum, { requests }) => sum + requests, 0);

/**
 * Everything that a source is asked; what is asked with something else of its own comes last.
 * @throws {Error} for a source that nobody knows how to ask.
 */
export function questionsOf(source: Source<AnyProvides>): readonly Question[] {
  const beside = BESIDE[source.id];
  const methods = Object.keys(source.provides);
  if (!beside && methods.length === 0) throw new Error(`${source.id} provides nothing: tell in ${HERE} how to ask it.`);
  const questions = methods.map((method): Question => {
    if (isKnown(method)) return questionOf(source, method);
    const provide: unknown = Reflect.get(source.provides, method);
    if (takesDoorAlone(provide)) return { method, requests: 1, needs: null, ask: ({ door }: Asker) => provide(door) };
    throw new Error(`${source.id} provides "${method}": tell in ${HERE} how to ask it.`);
  });
  if (beside) {
    questions.push({ method: 'read', needs: null, ...beside, ask: (asker) => beside.ask(null, asker) });
  }
  return questions.toSorted((a, b) => Number(a.needs !== null) - Number(b.needs !== null));
}

const HERE = 'tooling/probe/samples.ts';

/** What a source gives as a whole needs no sample. */
const takesDoorAlone = (provide: unknown): provide is (door: Door) => Promise<readonly Thing[]> =>
  typeof provide === 'function' && provide.length === 1;

const isKnown = (method: string): method is Method => Object.hasOwn(SAMPLES, method);

function questionOf<M extends Method>(source: Source<AnyProvides>, method: M): Question {
  const { requests, needs = null, ask } = SAMPLES[method];
  return {
    method,
    requests,
    needs,
    ask: async (asker) => {
      const provide = source.provides[method];
      return provide === undefined ? null : ask(provide, asker);
    },
  };
}

/** What others are read with comes first, what is asked with something of another source last. */
function turnOf({ source, questions }: Planned): number {
  if (questions.some(({ needs }) => needs !== null && !source.provides[needs])) return 2;
  return questions.some(({ method }) => NEEDED.has(method)) ? 0 : 1;
}

const NEEDED = new Set<string | undefined>(Object.values(SAMPLES).map(({ needs }) => needs));
