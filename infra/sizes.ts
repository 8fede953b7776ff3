/** What one function is given. */
export interface Size {
  /** MiB; a whole CPU comes with 1,769. */
  readonly memory: number;
  /** Seconds; beyond what it gives itself, so that it can say that it is late. */
  readonly timeout: number;
}

/** The gateway gives an operation 10 seconds, and a subgraph 8 of them (`docs/gateway.md`). */
const GATEWAY: Size = { memory: 1_769, timeout: 15 };
const SUBGRAPH: Size = { memory: 1_024, timeout: 10 };

/** Those that need something else. */
const OTHERS: Readonly<Record<string, Size>> = {
  gateway: GATEWAY,
  // It reads whole timetables (GTFS).
  mobility: { ...SUBGRAPH, memory: 1_769 },
};

export const sizeOf = (name: string): Size => OTHERS[name] ?? SUBGRAPH;
