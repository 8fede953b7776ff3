import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Keys } from '../../kernel/keys.ts';
import { ENTRIES } from '../../kernel/trail/records.ts';
import { openWriter } from '../../kernel/trail/writer.ts';
import { at, intent, KEYS, memoryTable, outcome, snapshotOfItems } from '../../test/support/trail.ts';
import { acts, alarms, pick, written } from '../../test/support/written-trail.ts';
import { verify } from './verify.ts';

describe('an untouched trail', () => {
  it('gives no alarm, and names every intent without an outcome', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (plan) => {
        const { findings, entries, writers } = verify(snapshotOfItems((await written(plan)).items), KEYS);
        const unknown = plan.flat().filter((isKnown) => !isKnown).length;
        expect(findings.map(({ kind }) => kind)).toEqual(Array.from({ length: unknown }, () => 'UNKNOWN_OUTCOME'));
        expect(entries).toBe(plan.flat().length * 2 - unknown);
        expect(writers).toBe(plan.length);
      }),
    );
  });

  it('gives no alarm wherever writers end, before or after a write, and others go on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(24), { maxLength: 6 }), async (ends) => {
        let [writes, end] = [0, 0];
        const { table, items } = memoryTable(() => {
          if (writes++ === end) throw new Error('the process ends');
        });
        for (end of [...ends, Number.POSITIVE_INFINITY]) {
          writes = 0;
          const work = openWriter(at(), table, KEYS).then(async (writer) => {
            for (let n = 0; n < 3; n++) await writer.append(outcome(await writer.append(intent())));
          });
          await work.catch(() => {});
          expect(alarms(items())).toEqual([]);
        }
      }),
    );
  });

  it('gives no alarm while it is being written', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.array(pick, { minLength: 8, maxLength: 8 }), async (plan, picks) => {
        const { states } = await written(plan);
        // Each part is read later than the one before; the partitions of the entries at moments between two of them.
        const moments = picks.map((choice) => choice % states.length).toSorted((a, b) => a - b);
        const state = (moment: number) => snapshotOfItems(states[moments[moment] ?? 0] ?? []);
        const entries = state(5).entries.flatMap(({ pk }) => {
          const moment = 1 + (pk.charCodeAt(ENTRIES.length) % 5);
          return state(moment).entries.filter((item) => item.pk === pk);
        });
        const snapshot = { headsBefore: state(0).heads, entries, writers: state(6).writers, heads: state(7).heads };
        const { findings } = verify({ ...snapshot, entries: [...new Set(entries)] }, KEYS);
        expect(findings.filter(({ isTampering }) => isTampering)).toEqual([]);
      }),
    );
  });
});

it('takes what an older key has signed for good, and what an unknown one has signed for forged', async () => {
  const old: Keys = [{ id: 'old', secret: 'a secret that signed until last year, say' }];
  const { items } = await written([[true]], old);
  expect(verify(snapshotOfItems(items), [...KEYS, ...old]).findings).toEqual([]);
  expect(alarms(items)[0]).toMatchObject({ kind: 'FORGED' });
});
