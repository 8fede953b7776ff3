/** Cost units (the graph's `@cost`) a minute, and how many may be saved up. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

/** A token bucket as it stood at a moment (milliseconds since 1970). */
export interface Bucket {
  readonly units: number;
  readonly at: number;
}

/** A bucket from a clock that is ahead by more than this would not be filled for as long (milliseconds). */
const MOST_SKEW = 60_000;

export const fullBucket = ({ burst }: Rate, now: number): Bucket => ({ units: burst, at: now });

/** The bucket now. A clock that went back adds nothing, and has no time counted twice. */
export function refill({ units, at }: Bucket, { perMinute, burst }: Rate, now: number): Bucket {
  if (now < at && at - now <= MOST_SKEW) return { units: Math.min(burst, units), at };
  const passed = Math.max(0, now - at);
  return { units: Math.min(burst, units + (passed * perMinute) / 60_000), at: now };
}

/** Takes whole units: as many as are wanted, or as there are; none when there are fewer than are needed. */
export function take({ units, at }: Bucket, needed: number, wanted: number): { taken: number; left: Bucket } {
  const taken = units < needed ? 0 : Math.min(wanted, Math.floor(units));
  return { taken, left: { units: units - taken, at } };
}

/** Seconds in which so many units come in. */
export const secondsFor = (units: number, { perMinute }: Rate): number =>
  Math.max(0, Math.ceil((units * 60) / perMinute));
