/** What a trail shows to whoever looks at it with the keys, and whether somebody must have tampered with it. */
export const KINDS = {
  CHANGED: 'is not what its writer wrote',
  REMOVED: 'was removed',
  REORDERED: 'stands in a place that is not its own',
  FORGED: 'was signed with none of the keys',
  WRITER_MISSING: 'and the chain of writers do not know each other',
  ROLLED_BACK: 'is behind the anchor, or another chain than the anchored one',
  HEAD_BEHIND: 'has come further than its head',
  UNKNOWN_OUTCOME: 'has no outcome: its process ended in between, or it is still on its way',
} as const;

export interface Finding {
  readonly kind: keyof typeof KINDS;
  /** A writer, or `WRITERS`. */
  readonly chain: string;
  /** The first entry that it is about; null for a head or a whole chain. */
  readonly seq: number | null;
  /** The last one. */
  readonly until: number | null;
  readonly isTampering: boolean;
}

/** A finding about an entry, several (until and with `until`), or the head or whole of a chain (null). */
export function finding(
  kind: Finding['kind'],
  chain: string,
  seq: number | null = null,
  { until = seq, isTampering = kind !== 'UNKNOWN_OUTCOME' }: Partial<Pick<Finding, 'until' | 'isTampering'>> = {},
): Finding {
  return { kind, chain, seq, until, isTampering };
}

/** A finding for people. */
export function textOf({ kind, chain, seq, until, isTampering }: Finding): string {
  const what = seq === null ? 'chain or head' : seq === until ? `entry ${seq}` : `entries ${seq} to ${until}`;
  return `${isTampering ? '!' : ' '} ${kind.padEnd(15)}  ${chain}  ${what} ${KINDS[kind]}`;
}
