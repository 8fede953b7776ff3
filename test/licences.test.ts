import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../tooling/folders.ts';

/** Licences that let a work under the EUPL-1.2 depend on theirs. */
const OPEN =
  /^(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|Unlicense|MPL-2\.0|Python-2\.0|CC-BY-4\.0|CC0-1\.0)$/;
/** Fonts may go with a work under any licence; they are served as they are. */
const FONTS = /^node_modules\/@fontsource(-variable)?\//;
/** Not open source; the README says so. For development only. */
const KNOWN_EXCEPTION =
  /^node_modules\/@apollo\/(gateway|composition|federation-internals|query-graphs|query-planner)$/;

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
}
const { packages }: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
);

it('what is not open source is not among what runs', () => {
  const exceptions = Object.entries(packages).filter(([path]) => KNOWN_EXCEPTION.test(path));
  expect(exceptions.length).toBeGreaterThan(0);
  expect(exceptions.filter(([, { dev }]) => !dev)).toEqual([]);
});

it('every dependency is open source, but for the ones that the README names', () => {
  const closed = Object.entries(packages).filter(([path, { license = '' }]) => {
    // One of several that are offered is chosen; what is joined holds together.
    const choices = license.replaceAll(/[()]/g, '').split(' OR ');
    const isOpen = choices.some((choice) => choice.split(' AND ').every((one) => OPEN.test(one)));
    if (FONTS.test(path) && license === 'OFL-1.1') return false;
    return path !== '' && !KNOWN_EXCEPTION.test(path) && !isOpen;
  });
  expect(closed.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});
