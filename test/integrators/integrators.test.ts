import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../tooling/folders.ts';
import { askedAt, blocksOf, writeBlocks } from '../support/blocks.ts';
import { type City, startCity } from '../support/city.ts';
import { typeErrorsIn } from '../support/types.ts';

const PAGE = 'docs/start-integrator.md';
const blocks = blocksOf(PAGE);
const run = promisify(execFile);

/** How integrators go, each in a folder of its own: the packages that it takes are locked in `test/integrators/`. */
const LIGHT = ['client', 'urql', 'fetch'];
/** Their packages take a minute to install: `npm run test:integrators`. */
const HEAVY = ['codegen', 'apollo', 'python'];
const isWhole = process.env.INTEGRATORS === 'all';

let city: City;
let folder: string;
let archive: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'integrators-'));
  const built = join(folder, 'built');
  await run('node', ['tooling/build-client.ts', built], { cwd: ROOT });
  const packed = await run('npm', ['pack', built, '--silent'], { cwd: folder });
  archive = join(folder, packed.stdout.trim());
  city = await startCity({ now: () => new Date('2026-11-23T07:30:00Z'), faults: { 'villo-stations': 'refuse' } });
}, 120_000);
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

/** An empty folder with what its packages' lock names, and ours as it is published. */
async function install(path: string): Promise<string> {
  const own = join(folder, path);
  mkdirSync(own);
  writeFileSync(join(own, 'package.json'), '{ "private": true, "type": "module" }');
  const npm = (...args: string[]) =>
    run('npm', [...args, '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: own });
  const locked = join(ROOT, 'test', 'integrators', path);
  if (existsSync(locked)) {
    cpSync(locked, own, { recursive: true });
    await npm('ci');
  }
  await npm('install', '--no-save', '--no-package-lock', archive);
  return own;
}

describe.each(isWhole ? [...LIGHT, ...HEAVY] : LIGHT)('%s', (path) => {
  it('gives what could be had, and says what is down', { timeout: 120_000 }, async () => {
    const own = await install(path);
    const files = blocks.filter(({ name }) => name.startsWith(`${path}/`));
    writeBlocks(files, folder, city.url);
    const commands = blocks.find(({ language, name }) => language === 'sh' && name === path)?.text ?? 'false';
    const { stdout } = await run('bash', ['-euc', askedAt(city.url, commands)], { cwd: own });
    expect(stdout).toMatch(/^(Ixelles|Elsene): [\d.]+ ug\/m3$/m);
    // What is asked by its hash, in another language.
    if (path === 'apollo') expect(stdout).toMatch(/^Elsene: [\d.]+ ug\/m3\nSOURCE_UNAVAILABLE$/m);
    expect(stdout).toMatch(
      path === 'python' ? /^Villo! stations .+\.$/m : /^SOURCE_UNAVAILABLE: villo-stations, so no .*bikeStations$/m,
    );
    if (files.some(({ name }) => name.endsWith('.ts'))) expect(await typeErrorsIn(own, HEAVY.includes(path))).toBe('');
  });
});

it('says to install the packages that are tested', () => {
  const said = blocks.flatMap(({ text }) => /^npm install (.*)$/m.exec(text)?.[1]?.split(' ') ?? []);
  const locked = HEAVY.concat('urql').flatMap((path) => {
    const { dependencies }: { dependencies: object } = JSON.parse(
      readFileSync(join(ROOT, 'test', 'integrators', path, 'package.json'), 'utf8'),
    );
    return Object.keys(dependencies);
  });
  expect(new Set(said)).toEqual(new Set([...locked, '@brussels-city-graph/client']));
});
