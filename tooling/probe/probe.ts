import { type Door, openDoor } from '../../kernel/http.ts';
import type { Clock } from '../../kernel/time.ts';
import { newTraceId } from '../../kernel/trace-context.ts';
import type { Planned, Question, Visit } from './plan.ts';
import { type Failure, failureOf, isNowhere, notAsked, OK, type Row, rowOf } from './row.ts';
import type { AnyProvides, Method, Thing } from './samples.ts';
import { during, listen, newTally } from './tally.ts';

interface Probing {
  readonly now: Clock;
  /** Is told of each source when it is done. */
  readonly onRow?: (row: Row) => void;
}

/** Administrations at once. */
export const SIDE_BY_SIDE = 4;

/**
 * Asks every source of a plan what the graph would: the sources of an administration one after the other, and a few
 * administrations at once. Nothing fails here; a row says what did.
 * @returns by the ids of datasets.
 */
export async function probe(plan: readonly Visit[], probing: Probing): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const onRow = (row: Row): void => {
    rows.push(row);
    probing.onRow?.(row);
  };
  const stop = listen();
  const left = plan.values();
  const work = async (): Promise<void> => {
    for (const visit of left) await visitAll(visit, { ...probing, onRow });
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work)).finally(stop);
  return rows.toSorted((a, b) => (a.dataset < b.dataset ? -1 : 1));
}

/** Asks the sources of one administration, one after the other. */
async function visitAll({ own, sources }: Visit, { now, onRow }: Required<Probing>): Promise<void> {
  /** What failed already, and at which dataset: it is not asked again for something else's sake. */
  const failed = new Map<string, string>();
  for (const planned of sources) {
    const { source, questions } = planned;
    const things: Thing[] = [];
    const tally = newTally();
    const failure = await during(tally, () => askAll(planned, { own, failed, now, things }));
    const firstFailed = questions.findIndex(({ method }) => method === failure.method);
    for (const { method } of firstFailed < 0 ? [] : questions.slice(firstFailed)) {
      failed.set(method, failure.of ?? source.id);
    }
    onRow(rowOf(source, failure, things, tally, now()));
  }
}

interface Asking {
  readonly own: Partial<AnyProvides>;
  readonly failed: ReadonlyMap<string, string>;
  readonly now: Clock;
  /** Takes what is read. */
  readonly things: Thing[];
}

/** Asks a source everything, until something fails: who fails is not asked more. */
async function askAll({ source, owner, questions }: Planned, asking: Asking): Promise<Failure> {
  if (isNowhere(source)) return notAsked(questions[0]?.method ?? '', null, 'NO_ADDRESS');
  const door = openDoor({ now: asking.now, traceId: newTraceId(), subgraph: owner });
  for (const question of questions) {
    const { method, needs } = question;
    const missing = needs && missingFor(needs, asking);
    if (missing) return notAsked(method, missing);
    const failure = await askOne(question, door, asking).catch((error: unknown) => failureOf(source, method, error));
    if (failure.outcome === 'OK') continue;
    // Another dataset failed, and this one was not asked for want of it.
    return failure.of && needs && door.outages.length === 0 ? notAsked(method, failure.of, failure.cause) : failure;
  }
  return OK;
}

const missingFor = (needs: Method, { failed }: Asking): string | undefined => failed.get(needs);

/** Rejects with what fails, also with what the graph would only tell of beside its answer. */
async function askOne({ method, ask }: Question, door: Door, { own, things }: Asking): Promise<Failure> {
  const found = await ask({ door, own });
  if (door.outages[0]) throw door.outages[0];
  if (found === null) return notAsked(method, null, 'NOTHING_TO_ASK_WITH');
  things.push(...found);
  return OK;
}
