import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../tooling/folders.ts';
import { askedAt, type Block, blocksOf, writeBlocks } from './support/blocks.ts';
import { type City, startCity } from './support/city.ts';
import { typeErrorsIn } from './support/types.ts';

const run = promisify(execFile);

/** What a page shows to be run: a program (```ts name.ts) and commands (```sh). Others, in a folder, are an integrator's. */
const shown = (page: string): readonly Block[] =>
  blocksOf(page).filter(({ language, name }) =>
    language === 'sh' ? name === '' : ['ts', 'js'].includes(language) && /^[\w-]+\.[jt]s$/.test(name),
  );
const pages = globSync(['README.md', 'client/README.md', 'docs/*.md'], { cwd: ROOT })
  .toSorted()
  .filter((page) => shown(page).length > 0);

let city: City;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'docs-'));
  const installed = join(folder, 'node_modules', '@brussels-city-graph', 'client');
  await run('node', ['tooling/build-client.ts', installed], { cwd: ROOT });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  city = await startCity({ now: () => new Date('2026-11-23T07:30:00Z') });
}, 60_000);
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(pages)('%s', (page) => {
  it.each(shown(page))('shows what runs: $language $name', async ({ language, name, text }) => {
    writeBlocks(name ? [{ language, name, text }] : [], folder, city.url);
    const command = name ? `node ${name}` : askedAt(city.url, text);
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder });
    expect(stdout.trim()).not.toBe('');
    expect(stdout).not.toContain('"errors":[');
  });
});

it('shows programs whose types are right', async () => {
  const programs = pages.flatMap((page) => shown(page).filter(({ name }) => name.endsWith('.ts')));
  writeBlocks(programs, folder, city.url);
  expect(programs.length).toBeGreaterThan(2);
  expect(await typeErrorsIn(folder)).toBe('');
});

it('has no other block of TypeScript than files of what is built', () => {
  const others = globSync(['*.md', 'docs/*.md', 'client/*.md'], { cwd: ROOT }).filter((page) =>
    blocksOf(page).some(({ language, name }) => language === 'ts' && name === ''),
  );
  expect(others).toEqual([]);
});
