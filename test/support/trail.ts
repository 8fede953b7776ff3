import { onTestFinished } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import type { Keys } from '../../kernel/keys.ts';
import { ENTRIES, HEADS, type Item, placeOf, type TrailRecord, WRITERS } from '../../kernel/trail/records.ts';
import type { TrailTable } from '../../kernel/trail/table.ts';
import type { Saying } from '../../kernel/trail/writer.ts';
import { serve } from '../../sandbox/serve.ts';
import { TRAIL, trailEnvironment, trailTable } from '../../sandbox/trail-table.ts';
import { worldAt } from '../../sandbox/world.ts';
import { snapshotOf } from '../../tooling/audit/table.ts';
import type { Snapshot } from '../../tooling/audit/verify.ts';
import { ACT } from './trail-act.ts';

export { ACT };

export const KEYS: Keys = [{ id: 'test', secret: 'a-secret-of-the-tests-and-of-nobody-else' }];
const START = Date.parse('2026-11-23T07:30:00Z');
export const at = (seconds = 0): string => new Date(START + seconds * 1000).toISOString();

/** What a writer enters of it. */
export const intent = (seconds = 0): Extract<Saying, { record: 'INTENT' }> => {
  const { caller, kind, fields, dataset, reason } = ACT;
  const requestHash = 'f'.repeat(64);
  return { record: 'INTENT', at: at(seconds), ...caller, kind, fields: [...fields], dataset, ...reason, requestHash };
};
export const outcome = (of: number, seconds = 0): Saying => ({
  record: 'OUTCOME',
  at: at(seconds),
  of,
  outcome: 'DONE',
  count: 1,
});

/** What is in a table that nobody writes to meanwhile. */
export function snapshotOfItems(items: readonly Item[]): Snapshot {
  const of = (pk: string): readonly Item[] => items.filter((item) => item.pk === pk);
  const entries = items.filter(({ pk }) => pk.startsWith(ENTRIES));
  return { headsBefore: of(HEADS), entries, writers: of(WRITERS), heads: of(HEADS) };
}

/** A table in memory. `onWrite` is asked before and after each write, and may fail it. */
export function memoryTable(onWrite: (when: 'before' | 'after') => void = () => {}) {
  const stored = new Map<string, Item>();
  const keyOf = (pk: string, sk: string): string => `${pk} ${sk}`;
  const put = async (record: TrailRecord, mayPut: (known: Item | undefined) => boolean): Promise<boolean> => {
    onWrite('before');
    const place = placeOf(record);
    const key = keyOf(place.pk, place.sk);
    if (!mayPut(stored.get(key))) return false;
    stored.set(key, { ...record, ...place });
    onWrite('after');
    return true;
  };
  const table: TrailTable = {
    add: (record) => put(record, (known) => !known),
    advance: (head) => put(head, (known) => known !== undefined && Number(known.seq) < head.seq),
    last: async (pk) => [...stored.values()].filter((item) => item.pk === pk).at(-1) ?? null,
    head: async (chain) => stored.get(keyOf(HEADS, chain)) ?? null,
    close: () => {},
  };
  const items = (): readonly Item[] => [...stored.values()].toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
  return { table, items };
}

/** Milliseconds within which a table in good health answers, however busy the machine is. */
export const PATIENT = '10000';

/** What becomes of a request to the table: nothing (`hang`), or it is done and never answered (`lost`) or cut off (`cut`). */
type Instead = 'hang' | 'lost' | 'cut' | null;

/** The table on the wire, and the settings that lead this process to it. */
export async function servedTrail(instead: (operation: string, body: string) => Instead = () => null) {
  const closers: (() => Promise<void>)[] = [];
  const requests: string[] = [];
  const answer = await trailTable({ world: worldAt(new Date(START), 1), onClose: (end) => closers.push(end) });
  const served = await serve({
    id: TRAIL,
    onRequest: (question) => requests.push(question.split('.').at(-1) ?? ''),
    answer: async (question) => {
      const other = instead(String(question.headers['x-amz-target']).split('.').at(-1) ?? '', question.body);
      if (other === 'hang') return new Promise(() => {});
      const answered = await answer(question);
      if (other === 'cut') await served.fail(null); // Whatever a fault begins with: it ends all connections.
      return other === null ? answered : new Promise(() => {});
    },
  });
  const origin = served.origin();
  const environment = {
    ...trailEnvironment(origin),
    TRAIL_KEYS: `${KEYS[0].id}:${KEYS[0].secret}`,
    TRAIL_TIMEOUT_MS: PATIENT,
  };
  Object.assign(process.env, environment);
  onTestFinished(async () => {
    await closeDoors();
    for (const name of Object.keys(environment)) delete process.env[name];
    await served.close();
    await Promise.all(closers.map((close) => close()));
  });
  const fail = async (fault: string | null): Promise<void> => {
    await served.fail(fault);
    process.env.TRAIL_DYNAMODB_URL = served.origin();
  };
  return { requests, fail, origin, snapshot: () => snapshotOf(TRAIL, origin) };
}
