/**
 * `npm run bench -- portal`: how soon the portal's pages are there in a real Chromium, over the whole federation with its
 * sandbox in the same machine: largest contentful paint, total blocking time and bytes, on a desk and on a telephone.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium as playwright } from 'playwright-core';
import { startFederation } from '../../infra/federation.ts';
import { PORTAL, withPortal } from '../../infra/site.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { chromium, WITHOUT_CHROMIUM } from '../../tooling/chromium.ts';
import { ROOT } from '../../tooling/folders.ts';
import { weightOfCity } from '../../tooling/portal/weight.ts';
import { DEVICES, type Device, type Figures, load } from './load.ts';

const HELP = `npm run bench -- portal [--quick] [--json]

  --quick  one load of each page, and write nothing to bench/results
  --json   end with one line of JSON`;

const PAGES = ['/', '/city', '/city/municipality/21009', '/sources'];
const RESULTS = join(import.meta.dirname, '..', 'results', 'README.md');
/** The table's place in the results' page. */
const PLACE = /(<!-- portal -->\n).*?(<!-- \/portal -->)/s;

interface Measured extends Figures {
  readonly page: string;
  readonly device: Device;
}

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const executablePath = chromium();
  if (!executablePath) throw new Error(WITHOUT_CHROMIUM);
  spawnSync('node', ['tooling/portal/main.ts', '--if-stale'], { cwd: ROOT, stdio: 'inherit' });
  const browser = await playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const measured = await measure(browser, values.quick ? 1 : 5);
  await browser.close();
  const weight = weightOfCity(PORTAL);
  const table = `${tableOf(measured)}\n\nFirst load of the City page without the map library: ${(weight / 1000).toFixed(1)} kB compressed.`;
  process.stderr.write(`${table}\n`);
  if (!values.quick) {
    const page = readFileSync(RESULTS, 'utf8');
    writeFileSync(
      RESULTS,
      page.replace(PLACE, (_, start, end) => `${start}${table}\n${end}`),
    );
  }
  if (values.json) console.log(JSON.stringify({ weight, measured }));
}

async function measure(browser: Browser, rounds: number): Promise<readonly Measured[]> {
  const sandbox = await startSandbox();
  const environment = { ...sandbox.environment(), QUOTA_ANONYMOUS: '900000000/900000000' };
  const federation = await startFederation({ environment, inFront: withPortal });
  const measured: Measured[] = [];
  for (const device of DEVICES) {
    for (const page of PAGES) {
      await load(browser, `${federation.url}${page}`, device); // Sources are asked for the first time.
      const figures: Figures[] = [];
      for (let round = 0; round < rounds; round++)
        figures.push(await load(browser, `${federation.url}${page}`, device));
      measured.push({ page, device, ...medians(figures) });
    }
  }
  await federation.close();
  await sandbox.close();
  return measured;
}

function medians(figures: readonly Figures[]): Figures {
  const median = (of: (each: Figures) => number): number =>
    figures.map(of).toSorted((a, b) => a - b)[figures.length >> 1] ?? 0;
  return {
    paint: median(({ paint }) => paint),
    blocking: median(({ blocking }) => blocking),
    bytes: median(({ bytes }) => bytes),
  };
}

function tableOf(measured: readonly Measured[]): string {
  const rows = measured.map(
    ({ page, device, paint, blocking, bytes }) =>
      `| \`${page}\` | ${device} | ${paint.toFixed(0)} | ${blocking.toFixed(0)} | ${(bytes / 1000).toFixed(0)} |`,
  );
  const head = '| Page | Device | Largest contentful paint, ms | Total blocking time, ms | Transferred, kB |';
  return [head, '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
