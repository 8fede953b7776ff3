import type { Keys } from '../../kernel/keys.ts';
import { type Entry, type Head, type Item, placeOf, recordOf, type WriterLink } from '../../kernel/trail/records.ts';
import { flawOf, NOTHING } from '../../kernel/trail/seal.ts';
import { type Finding, finding } from './finding.ts';

/** A chain as it was found: its entries, and its head before and after they were read. */
export interface FoundChain {
  readonly chain: string;
  readonly items: readonly Item[];
  readonly headBefore: Item | null;
  readonly head: Item | null;
}

/** What came of looking at a chain. */
export interface Examined {
  readonly chain: string;
  readonly findings: readonly Finding[];
  /** The entries that are as their writer left them, by number. */
  readonly sound: ReadonlyMap<number, Entry | WriterLink>;
  /** How far it has come, in sound entries. */
  readonly reached: { readonly seq: number; readonly hash: string };
  readonly isEmpty: boolean;
}

/**
 * Looks at one chain. A writer may go on meanwhile: what its head had come to before must be there, and what is there
 * may be further than its head after by one, since an entry is written before the head.
 */
export function examine({ chain, items, headBefore, head }: FoundChain, keys: Keys): Examined {
  const sound = new Map<number, Entry | WriterLink>();
  const taken: number[] = [];
  const findings: Finding[] = [];
  for (const item of items) {
    const seq = /^\d{12}$/.test(item.sk) ? Number(item.sk) : null;
    if (seq !== null) taken.push(seq);
    const record = recordOf(item);
    const flaw = flawIn(item, record, keys);
    if (flaw) findings.push(finding(flaw, chain, seq));
    else if (record && record.record !== 'HEAD') sound.set(record.seq, record);
  }
  const [before, after] = [headBefore, head].map((item): Head | null => {
    const record = item && recordOf(item);
    const flaw = item && flawIn(item, record, keys);
    if (flaw) findings.push(finding(flaw, chain));
    return !flaw && record?.record === 'HEAD' ? record : null;
  });
  if (items.length > 0 && !head) findings.push(finding('REMOVED', chain));
  taken.sort((a, b) => a - b);
  findings.push(...gapsIn(chain, taken, before?.seq ?? 0), ...breaksIn(chain, sound, before ?? null));
  const last = taken.at(-1) ?? 0;
  if (after && last > after.seq) {
    const isTampering = last > after.seq + 1;
    findings.push(finding('HEAD_BEHIND', chain, after.seq + 1, { until: last, isTampering }));
  }
  const furthest = sound.get(taken.findLast((seq) => sound.has(seq)) ?? 0);
  return {
    chain,
    findings,
    sound,
    reached: furthest ?? { seq: 0, hash: NOTHING },
    isEmpty: items.length === 0 && !head,
  };
}

function flawIn(item: Item, record: ReturnType<typeof recordOf>, keys: Keys) {
  if (!record) return 'CHANGED';
  const { pk, sk } = placeOf(record);
  return flawOf(record, keys) ?? (pk === item.pk && sk === item.sk ? null : 'REORDERED');
}

/** Numbers that are not there, up to the one that the chain is known to have come to. */
function gapsIn(chain: string, taken: readonly number[], reached: number): readonly Finding[] {
  const gaps: Finding[] = [];
  let next = 1;
  for (const seq of [...taken, reached + 1]) {
    if (seq > next) gaps.push(finding('REMOVED', chain, next, { until: seq - 1 }));
    next = Math.max(next, seq + 1);
  }
  return gaps;
}

/** Entries that whoever has the key has replaced: what was built upon them says so. */
function breaksIn(chain: string, sound: Examined['sound'], head: Head | null): readonly Finding[] {
  const hashAt = (seq: number): string | undefined => (seq === 0 ? NOTHING : sound.get(seq)?.hash);
  const expected = [...sound.values()].map(({ seq, prevHash }) => ({ seq: seq - 1, hash: prevHash }));
  if (head) expected.push({ seq: head.seq, hash: head.last });
  return expected
    .filter(({ seq, hash }) => (hashAt(seq) ?? hash) !== hash)
    .map(({ seq }) => finding('CHANGED', chain, Math.max(seq, 1)));
}
