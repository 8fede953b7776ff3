/** Chances that a seed determines. */
export interface Random {
  /** 0 to 1, without 1. */
  readonly next: () => number;
  readonly chance: (p: number) => boolean;
  /** A whole number below another. */
  readonly below: (n: number) => number;
  readonly oneOf: <T>(list: readonly T[]) => T;
}

/** Random numbers that a seed determines (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (p) => next() < p,
    below: (n) => Math.floor(next() * n),
    oneOf: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T,
  };
}
