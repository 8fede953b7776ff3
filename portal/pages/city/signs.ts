/** A rectangle on the map, in pixels. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How far a sign may go up or down to be read, in pixels; the first that is free is taken. */
const SHIFTS = [0, 22, -22, 36, -36] as const;

const meet = (one: Rectangle, other: Rectangle): boolean =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;

/** How far each sign is shifted down so that none covers another or a figure; null where there is no room for it. */
export function shiftsOf(signs: readonly Rectangle[], figures: readonly Rectangle[]): readonly (number | null)[] {
  const taken = [...figures];
  return signs.map((sign) => {
    for (const shift of SHIFTS) {
      const there = { ...sign, top: sign.top + shift };
      if (taken.some((other) => meet(there, other))) continue;
      taken.push(there);
      return shift;
    }
    return null;
  });
}
