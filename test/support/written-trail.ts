import fc from 'fast-check';
import type { Keys } from '../../kernel/keys.ts';
import { ENTRIES, HEADS, type Item } from '../../kernel/trail/records.ts';
import { seal } from '../../kernel/trail/seal.ts';
import { openWriter } from '../../kernel/trail/writer.ts';
import type { Anchor } from '../../tooling/audit/anchor.ts';
import { verify } from '../../tooling/audit/verify.ts';
import { at, intent, KEYS, memoryTable, outcome, snapshotOfItems } from './trail.ts';

/** Per writer, whether each of its acts came to an outcome. */
export const acts = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
/** Chooses one of a list, whatever its length. */
export const pick = fc.nat();

/** Writes a trail; gives its items, and those after each write. */
export async function written(plan: readonly (readonly boolean[])[], keys: Keys = KEYS) {
  const states: (readonly Item[])[] = [];
  const { table, items } = memoryTable((when) => when === 'after' && states.push(items()));
  for (const outcomes of plan) {
    const writer = await openWriter(at(), table, keys);
    for (const isKnown of outcomes) {
      const of = await writer.append(intent(states.length));
      if (isKnown) await writer.append(outcome(of, states.length));
    }
  }
  return { items: items(), states };
}

export const one = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
export const without = (items: readonly Item[], gone: readonly Item[]): readonly Item[] =>
  items.filter((item) => !gone.includes(item));
export const chainOf = ({ pk, sk }: Item): string => (pk === HEADS ? sk : pk.replace(ENTRIES, ''));
export const alarms = (items: readonly Item[], anchor: Anchor | null = null) =>
  verify(snapshotOfItems(items), KEYS, anchor).findings.filter(({ isTampering }) => isTampering);
export const seqOf = (item: Item): number | null => (item.pk === HEADS ? null : Number(item.sk));
export const entriesIn = (items: readonly Item[]) => items.filter(({ pk }) => pk.startsWith(ENTRIES));

/** The record anew under a seal, some of it changed. */
export function resealed(
  { pk, sk, hash: _hash, mac: _mac, ...body }: Item,
  change: Record<string, string>,
  keys: Keys,
): Item {
  return { ...seal({ ...JSON.parse(JSON.stringify(body)), ...change }, keys), pk, sk };
}

/** Does something to a trail of any form, and expects what is said of it. */
export function property(tamper: (items: readonly Item[], choice: number, other: number) => void): Promise<void> {
  return fc.assert(
    fc.asyncProperty(acts, pick, pick, async (plan, choice, other) => {
      tamper((await written(plan)).items, choice, other);
    }),
  );
}
