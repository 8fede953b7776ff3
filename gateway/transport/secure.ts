import { read, type Setting } from '../../kernel/env.ts';

/**
 * An address to which something of ours is sent that others must not read.
 * @throws {Error} without an address, or with one that others on the way could read and change. The machine itself is
 * no way.
 */
export function secureAddress(setting: Setting): URL {
  const address = read(setting);
  if (!address || !URL.canParse(address)) throw faultOf('NO_ADDRESS', `${setting.variable} holds no address`);
  const url = new URL(address);
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isHere)) return url;
  throw faultOf('NOT_ENCRYPTED', `${setting.variable} holds an address without https`);
}

/** A token of RFC 6750, 2.1. */
export const TOKEN = /^[\w.~+/-]+=*$/;

/** A fault with a word for the log, and a sentence without anything secret. */
export function faultOf(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
