import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Keys } from '../../kernel/keys.ts';
import { ENTRIES, HEADS, type Item, sortKey, WRITERS } from '../../kernel/trail/records.ts';
import { at, KEYS, snapshotOfItems } from '../../test/support/trail.ts';
import {
  acts,
  alarms,
  chainOf,
  entriesIn,
  one,
  pick,
  property,
  resealed,
  seqOf,
  without,
  written,
} from '../../test/support/written-trail.ts';
import { verify } from './verify.ts';

/** As somebody without the keys would sign it. */
const FORGER: Keys = [{ id: KEYS[0].id, secret: 'what somebody thinks that the secret is' }];

describe('somebody who has the table and no key', () => {
  it('changes nothing in any record unseen', () =>
    property((items, choice, other) => {
      const item = one(items, choice);
      const names = Object.keys(item).filter((name) => name !== 'pk' && name !== 'sk');
      const name = one(names, other);
      const value = typeof item[name] === 'number' ? Number(item[name]) + 1 : name === 'at' ? at(9e6) : 'e'.repeat(64);
      const found = alarms([...without(items, [item]), { ...item, [name]: value }]);
      const kind = name === 'mac' ? 'FORGED' : 'CHANGED';
      expect(found).toContainEqual(expect.objectContaining({ kind, chain: chainOf(item), seq: seqOf(item) }));
    }));

  it('adds no attribute to a record, and takes none from it', () =>
    property((items, choice, other) => {
      const item = one(items, choice);
      const changed = expect.objectContaining({ kind: 'CHANGED', chain: chainOf(item), seq: seqOf(item) });
      expect(alarms([...without(items, [item]), { ...item, note: 'harmless' }])).toContainEqual(changed);
      const names = Object.keys(item).filter((name) => name !== 'pk' && name !== 'sk');
      const { [one(names, other)]: _, pk, sk, ...rest } = item;
      expect(alarms([...without(items, [item]), { ...rest, pk: item.pk, sk: item.sk }])).toContainEqual(changed);
      expect([pk, sk]).toEqual([item.pk, item.sk]);
    }));

  it('removes no entry, no writer and no head', () =>
    property((items, choice) => {
      const item = one(items, choice);
      const found = alarms(without(items, [item]));
      expect(found).toContainEqual(
        expect.objectContaining({ kind: 'REMOVED', chain: chainOf(item), seq: seqOf(item) }),
      );
    }));

  it('removes no last entries', () =>
    property((items, choice, other) => {
      const { pk } = one(entriesIn(items), choice);
      const chain = items.filter((item) => item.pk === pk);
      const tail = chain.slice(-(1 + (other % chain.length)));
      const [seq, until] = [Number(tail[0]?.sk), chain.length];
      const removed = expect.objectContaining({ kind: 'REMOVED', chain: chainOf({ pk, sk: '' }), seq, until });
      expect(alarms(without(items, tail))).toContainEqual(removed);
    }));

  it('removes no whole chain, whether or not its writer and the heads go with it', () =>
    property((items, choice, other) => {
      const { writer } = one(entriesIn(items), choice);
      const chain = items.filter((item) => item.pk === `${ENTRIES}${writer}` || item.sk === writer);
      const link = items.filter((item) => item.pk === WRITERS && item.writer === writer);
      expect(alarms(without(items, chain))).toContainEqual(
        expect.objectContaining({ kind: 'WRITER_MISSING', chain: writer }),
      );
      const gone = other % 2 ? [...chain, ...link] : link;
      const found = alarms(without(items, gone));
      expect(found).toContainEqual(expect.objectContaining({ kind: 'REMOVED', chain: WRITERS }));
      const unknown = alarms(without(items, link));
      expect(unknown).toContainEqual(expect.objectContaining({ kind: 'WRITER_MISSING', chain: writer }));
    }));

  it('exchanges no two records, and puts none in the place of another', () =>
    property((items, choice, other) => {
      const [left, right] = [
        one(entriesIn(items), choice),
        one(without(items, [one(entriesIn(items), choice)]), other),
      ];
      const place = ({ pk, sk }: Item) => ({ pk, sk });
      const swapped = [
        { ...left, ...place(right) },
        { ...right, ...place(left) },
      ];
      const named = (item: Item) =>
        expect.objectContaining({ kind: 'REORDERED', chain: chainOf(item), seq: seqOf(item) });
      const found = alarms([...without(items, [left, right]), ...swapped]);
      expect(found).toContainEqual(named(left));
      expect(found).toContainEqual(named(right));
      const copied = alarms([...without(items, [right]), swapped[0] as Item]);
      expect(copied).toContainEqual(named(right));
    }));

  it('forges no record, in the place of one or behind the last', () =>
    property((items, choice) => {
      const item = one(items, choice);
      const forged = expect.objectContaining({ kind: 'FORGED', chain: chainOf(item), seq: seqOf(item) });
      expect(alarms([...without(items, [item]), resealed(item, {}, FORGER)])).toContainEqual(forged);
      const foreign = resealed(item, {}, [{ id: 'another', secret: KEYS[0].secret }]);
      expect(alarms([...without(items, [item]), foreign])).toContainEqual(forged);
      const last = one(entriesIn(items), choice);
      const seq = items.filter(({ pk }) => pk === last.pk).length + 1;
      const body = { ...last, seq, sk: sortKey(seq) };
      const found = alarms([...items, resealed(body, {}, FORGER)]);
      expect(found).toContainEqual(expect.objectContaining({ kind: 'FORGED', chain: chainOf(last), seq }));
    }));

  it('puts no old head back that is behind by more than a crash leaves', async () => {
    const { items, states } = await written([[true]]);
    const head = items.find(({ pk, sk }) => pk === HEADS && sk !== WRITERS) as Item;
    const old = states.flat().find(({ pk, sk, seq }) => pk === HEADS && sk === head.sk && seq === 0) as Item;
    expect(alarms([...without(items, [head]), old])).toMatchObject([{ kind: 'HEAD_BEHIND', seq: 1, until: 2 }]);
  });

  it('puts nothing else into the table', () =>
    property((items) => {
      expect(alarms([...items, { pk: `${ENTRIES}nobody`, sk: sortKey(1), note: 'x' }])).not.toEqual([]);
      const snapshot = snapshotOfItems(items);
      for (const [pk, chain] of [
        ['NOTES', 'NOTES'],
        [`${ENTRIES}${WRITERS}`, WRITERS],
      ] as const) {
        const entries = [...snapshot.entries, { pk, sk: '1' }];
        expect(verify({ ...snapshot, entries }, KEYS).findings).toContainEqual(
          expect.objectContaining({ kind: 'CHANGED', chain }),
        );
      }
    }));
});

describe('somebody who has the table and the key', () => {
  it('replaces no entry without the next one, or the head, telling it', () =>
    property((items, choice) => {
      const item = one(entriesIn(items), choice);
      const found = alarms([...without(items, [item]), resealed(item, { at: at(9e6) }, KEYS)]);
      expect(found).toEqual([
        { kind: 'CHANGED', chain: chainOf(item), seq: seqOf(item), until: seqOf(item), isTampering: true },
      ]);
    }));

  it('adds no chain that has not entered', async () => {
    const [{ items }, { items: others }] = await Promise.all([written([[true]]), written([[true]])]);
    const added = others.filter((item) => chainOf(item) !== WRITERS);
    expect(alarms([...items, ...added])).toMatchObject([{ kind: 'WRITER_MISSING', chain: chainOf(added[0] as Item) }]);
  });

  it('does not take the trail back behind an anchor, nor build another one', async () => {
    await fc.assert(
      fc.asyncProperty(acts, pick, async (plan, choice) => {
        const { items, states } = await written(plan);
        const { reached } = verify(snapshotOfItems(items), KEYS);
        const anchor = { table: 'trail', at: at(), reached };
        expect(alarms(items, anchor)).toEqual([]);
        const named = expect.objectContaining({ kind: 'ROLLED_BACK' });
        // The last write was of a head: without it everything is there.
        const before = one(states.slice(0, -2), choice);
        expect(alarms(before, anchor)).toContainEqual(named);
        expect(alarms([], anchor)).toContainEqual(named);
        const { items: rebuilt } = await written(plan);
        expect(alarms(rebuilt)).toEqual([]);
        expect(alarms(rebuilt, anchor)).toContainEqual(named);
      }),
    );
  });

  it('is followed by an anchor of what went on since', async () => {
    const { states, items } = await written([[true, true], [true]]);
    const { reached } = verify(snapshotOfItems(states.at(-5) ?? []), KEYS);
    expect(alarms(items, { table: 'trail', at: at(), reached })).toEqual([]);
  });
});
