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

/** What a setting is to whoever deploys: `given` secrets come from administrations, `own` ones from a generator. */
export type SettingKind = 'setting' | 'given-secret' | 'own-secret' | 'table';

/** Everything that the modules of this process have declared, by variable. */
const declarations = new Map<string, { readonly kind: SettingKind; readonly setting: Setting }>();

/** Notes a declaration, so that a deployment can tell by the modules of a function what it reads and calls. */
export function declare<Declared extends Setting>(kind: SettingKind, setting: Declared): Declared {
  declarations.set(setting.variable, { kind, setting });
  return setting;
}

/** What the modules that are loaded have declared so far. */
export const declared = () => [...declarations.values()];

/** Declares the address of something outside: the variable that overrides it and its public default. */
export function url(variable: string, fallback: string): Setting {
  return setting(variable, fallback);
}

/** Declares anything else that a deployment may choose; null when there is no default. */
export function setting(variable: string, fallback: string | null): Setting {
  return declare('setting', { variable, fallback });
}

/** Declares a key that an administration gives out: it has no default, and belongs into no log and no answer. */
export function secret(variable: string): Setting {
  return declare('given-secret', { variable, fallback: null });
}

/** Declares a secret that nobody gives out: whatever is random, and the same in all functions that declare it. */
export function ownSecret(variable: string): Setting {
  return declare('own-secret', { variable, fallback: null });
}

/** Secrets that were read from where they are kept, by variable. */
const kept = new Map<string, string>();

/** Has a secret be known from now on; a variable of its name goes before it. */
export function keepSecret(variable: string, value: string): void {
  kept.set(variable, value);
}

/** Where secrets are kept that are not in the environment itself: `<VARIABLE>_SECRET_ID` names each. */
export function secretPlaces(): readonly { readonly variable: string; readonly place: string }[] {
  return Object.entries(process.env).flatMap(([name, place]) => {
    const [, variable] = /^(\w+)_SECRET_ID$/.exec(name) ?? [];
    return variable && place && !process.env[variable] ? [{ variable, place }] : [];
  });
}

/** Reads a setting now. Null when neither the variable nor a kept secret nor a default gives a value. */
export function read({ variable, fallback }: Setting): string | null {
  return process.env[variable] || kept.get(variable) || fallback;
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
