import { inBrussels } from '../kernel/time.ts';

/**
 * The invented city that every emulated administration shows a part of. Its values follow from the time and the
 * seed alone, so two runs at the same moment give the same answers.
 */
export interface World {
  readonly now: Date;
  readonly seed: number;
  /** A number in [0, 1) that depends on the seed and these keys alone. */
  noise(...keys: readonly (string | number)[]): number;
  /** How busy the city is, 0 at night to 1 in the rush hours of a working day, by Brussels time. */
  busy(at?: Date): number;
}

export function worldAt(now: Date, seed: number): World {
  return {
    now,
    seed,
    noise: (...keys) => hash([seed, ...keys].join('|')) / 2 ** 32,
    busy: (at = now) => busyness(at),
  };
}

/** FNV-1a with a final mix, so that neighbouring keys give unrelated numbers. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function busyness(at: Date): number {
  const local = inBrussels(at);
  const hour = local.hour + local.minute / 60;
  const bump = (peak: number, width: number): number => Math.exp(-(((hour - peak) / width) ** 2));
  const workingDay = local.dayOfWeek <= 5;
  const daily = workingDay ? bump(8.25, 1.2) + bump(17.5, 1.6) + 0.55 * bump(13, 3) : 0.7 * bump(15, 4);
  return Math.min(1, 0.04 + daily);
}

/** The last full step of so many seconds before a moment: administrations publish in steps. */
export function stepBefore(at: Date, seconds: number): Date {
  return new Date(Math.floor(at.getTime() / (seconds * 1000)) * seconds * 1000);
}
