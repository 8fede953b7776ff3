import { read, type Setting } from './env.ts';

/** A secret that signs, under the name by which whoever checks a signature finds it. */
export interface Key {
  readonly id: string;
  readonly secret: string;
}

/** One at least; the first signs, all of them may have signed. */
export type Keys = readonly [Key, ...Key[]];

/** Fewer characters than these are no secret: 32 of base64url are 192 bits. */
const LEAST = 32;

/**
 * Reads a setting such as `2026-11:secret, 2026-05:secret`; a secret alone, as a generator makes it, has the id `first`.
 * A key is exchanged by putting the new one behind, once all
 * have it in front, and by keeping the old one for as long as what it has signed is looked at.
 * @throws {TypeError} when it holds anything else, naming the variable and none of the secrets.
 */
export function readKeys(setting: Setting): Keys {
  const wrong = (what: string) => new TypeError(`${setting.variable} ${what}`);
  const given = (read(setting) ?? '').split(',').filter((part) => part.trim() !== '');
  const keys = given.map((part): Key => {
    const [, id = 'first', secret] = /^\s*(?:([\w.-]{1,64}):)?(\S+)\s*$/.exec(part) ?? [];
    if (!secret) throw wrong('takes keys as id:secret, parted by commas');
    if (secret.length < LEAST) throw wrong(`takes secrets of ${LEAST} characters at least`);
    return { id, secret };
  });
  const [first, ...others] = keys;
  if (!first) throw wrong('has no key');
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw wrong('has two keys of the same id');
  return [first, ...others];
}
