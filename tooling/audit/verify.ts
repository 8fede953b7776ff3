import type { Keys } from '../../kernel/keys.ts';
import { ENTRIES, type Item, WRITERS } from '../../kernel/trail/records.ts';
import type { Anchor } from './anchor.ts';
import { type Examined, examine } from './chain.ts';
import { type Finding, finding } from './finding.ts';

/**
 * What the table held, read in this order, so that a trail that is being written looks whole: the heads; the entries;
 * the chain of writers, which a writer enters before its first entry; the heads again, which are there before that.
 */
export interface Snapshot {
  readonly headsBefore: readonly Item[];
  /** Everything that is neither head nor of the chain of writers. */
  readonly entries: readonly Item[];
  readonly writers: readonly Item[];
  readonly heads: readonly Item[];
}

export interface Verified {
  readonly findings: readonly Finding[];
  /** Entries and writers that are as they were written. */
  readonly entries: number;
  readonly writers: number;
  /** How far each chain has come: what an anchor holds. */
  readonly reached: Anchor['reached'];
}

/** Finds whatever was done to a trail that its writers did not do, and what they left undone. */
export function verify(snapshot: Snapshot, keys: Keys, anchor: Anchor | null = null): Verified {
  const byChain = Map.groupBy(snapshot.entries, ({ pk }) => (pk.startsWith(ENTRIES) ? pk.slice(ENTRIES.length) : pk));
  byChain.set(WRITERS, [...(byChain.get(WRITERS) ?? []), ...snapshot.writers]);
  const [before, after] = [snapshot.headsBefore, snapshot.heads].map((heads) => new Map(heads.map((h) => [h.sk, h])));
  const names = new Set([...byChain.keys(), ...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  const chains = new Map<string, Examined>();
  for (const chain of names) {
    const items = byChain.get(chain) ?? [];
    const found = { chain, items, headBefore: before?.get(chain) ?? null, head: after?.get(chain) ?? null };
    chains.set(chain, examine(found, keys));
  }
  const findings = [
    ...[...chains.values()].flatMap(({ findings: own }) => own),
    ...strangers(chains),
    ...[...chains.values()].flatMap(unknownOutcomes),
    ...(anchor ? rolledBack(anchor, chains) : []),
  ];
  const ofWriters = [...chains.values()].filter(({ chain }) => chain !== WRITERS);
  return {
    findings: [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()],
    entries: ofWriters.reduce((sum, { sound }) => sum + sound.size, 0),
    writers: chains.get(WRITERS)?.sound.size ?? 0,
    reached: Object.fromEntries(
      [...chains.values()].map(({ chain, reached: { seq, hash } }) => [chain, { seq, hash }]),
    ),
  };
}

/** Chains that never entered, and writers whose chain is not there. */
function strangers(chains: ReadonlyMap<string, Examined>): readonly Finding[] {
  const links = [...(chains.get(WRITERS)?.sound.values() ?? [])];
  const entered = new Set(links.map(({ writer }) => writer));
  // A head at 0 alone is of a writer that ended before it entered.
  const unknown = [...chains.values()].filter(
    ({ chain, reached }) => chain !== WRITERS && reached.seq > 0 && !entered.has(chain),
  );
  const gone = [...entered].filter((writer) => chains.get(writer)?.isEmpty ?? true);
  return [...unknown.map(({ chain }) => chain), ...gone].map((chain) => finding('WRITER_MISSING', chain));
}

function unknownOutcomes({ chain, sound }: Examined): readonly Finding[] {
  const entries = [...sound.values()];
  const known = new Set(entries.flatMap((entry) => (entry.record === 'OUTCOME' ? [entry.of] : [])));
  return entries
    .filter(({ record, seq }) => record === 'INTENT' && !known.has(seq))
    .map(({ seq }) => finding('UNKNOWN_OUTCOME', chain, seq));
}

/** What was there when the anchor was written, and is no longer. */
function rolledBack({ reached }: Anchor, chains: ReadonlyMap<string, Examined>): readonly Finding[] {
  return Object.entries(reached).flatMap(([chain, anchored]) => {
    const now = chains.get(chain);
    const there = anchored.seq === 0 ? !now?.isEmpty : now?.sound.get(anchored.seq)?.hash === anchored.hash;
    return now && there ? [] : [finding('ROLLED_BACK', chain, anchored.seq || null)];
  });
}
