/**
 * The only reader of `process.env`.
 *
 * A setting is declared where it is used and read each time it is needed, so the same code runs
 * against an administration, against the sandbox and inside a Lambda; only the values differ.
 */
export interface Setting {
  /** Name of the environment variable, such as `VILLO_GBFS_URL`. */
  readonly variable: string;
  /** What holds when the variable is absent or empty; null when there is no sensible default. */
  readonly fallback: string | null;
}

/** Declares the address of something outside: the variable that overrides it and its public default. */
export function url(variable: string, fallback: string): Setting {
  return { variable, fallback };
}

/** Declares anything else that a deployment may choose; null when there is no default. */
export function setting(variable: string, fallback: string | null): Setting {
  return { variable, fallback };
}

/** Declares a key that an administration gives out: it has no default, and belongs into no log and no answer. */
export function secret(variable: string): Setting {
  return { variable, fallback: null };
}

/** Reads a setting now. Null when neither the variable nor a default gives a value. */
export function read(setting: Setting): string | null {
  return process.env[setting.variable] || setting.fallback;
}

/**
 * Reads a setting that is a whole number.
 * @throws {TypeError} when it holds anything else, naming the variable.
 */
export function readNumber(setting: Setting): number {
  const given = read(setting) ?? '';
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new TypeError(`${setting.variable} takes a whole number`);
}
