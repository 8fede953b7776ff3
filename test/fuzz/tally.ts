/** What was tried, and what became of it. */
export interface Tally {
  /** Inputs by class. */
  readonly tried: Record<string, number>;
  /** How inputs were answered: `answered`, the code of a refusal, or what is known to differ. */
  readonly came: Record<string, number>;
  /** The refusal that took longest. */
  slowest: { readonly ms: number; readonly what: string };
}

export const newTally = (): Tally => ({ tried: {}, came: {}, slowest: { ms: 0, what: '' } });

export function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** An input that was not answered as it must be. */
export interface Failure {
  readonly class: string;
  readonly seed: number;
  /** What is wrong. */
  readonly wrong: string;
  /** The smallest input that still is, as it can be sent again. */
  readonly input: unknown;
}

/** Tries inputs one after the other, each of which a seed gives. */
export interface Fuzzer {
  readonly tally: Tally;
  /** Null when all is as it must be. */
  readonly step: (seed: number) => Promise<Failure | null>;
  readonly close: () => Promise<void>;
}
