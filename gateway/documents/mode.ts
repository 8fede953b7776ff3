import { read, setting } from '../../kernel/env.ts';

/** What a client may send: `off`: documents only; `prefer`: documents or their hashes; `only`: hashes of known ones. */
export type DocumentMode = 'off' | 'prefer' | 'only';

const MODE = setting('TRUSTED_DOCUMENTS', 'prefer');

/**
 * The mode of whoever has none of their own.
 * @throws {TypeError} when `TRUSTED_DOCUMENTS` is none.
 */
export function standardMode(): DocumentMode {
  const given = read(MODE);
  if (given === 'off' || given === 'prefer' || given === 'only') return given;
  throw new TypeError(`${MODE.variable} takes off, prefer or only`);
}
