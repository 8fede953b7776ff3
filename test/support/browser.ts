import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import { withPortal } from '../../infra/site.ts';
import { chromium, WITHOUT_CHROMIUM } from '../../tooling/chromium.ts';
import { ROOT } from '../../tooling/folders.ts';
import { type City, type CityOptions, startCity } from './city.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

/** Nothing of Chromium's own goes to the network either. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of this machine, without a window. @throws with one line where there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = chromium();
  if (!executablePath) throw new Error(WITHOUT_CHROMIUM);
  return playwright.launch({ executablePath, args: FLAGS });
}

/** A city with the portal in front of it, built if it is not. */
export async function startPortal(options: CityOptions = {}): Promise<City> {
  const built = spawnSync('node', ['tooling/portal/main.ts', '--if-stale'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  return startCity({ ...options, inFront: withPortal });
}

/** A page that a reader has open, and what went wrong in it. */
export interface Opened {
  readonly page: Page;
  /** Console errors, exceptions, requests that failed or that went elsewhere. */
  readonly faults: readonly string[];
  /** What was asked of the graph, by operation, with the method. */
  readonly asked: readonly string[];
}

/** A browser, and a city with the portal in front of it, for the tests of a file. */
export function browsing() {
  let browser: Browser;
  let city: City;
  beforeAll(async () => {
    browser = await startBrowser();
    city = await startPortal();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });
  return {
    city: () => city,
    /** Opens an address of the portal, or of another city's, as a new reader; closed when the test ends. */
    open: (path: string, options: BrowserContextOptions = {}, of: Pick<City, 'url'> = city) =>
      open(browser, of, path, options),
  };
}

async function open(
  browser: Browser,
  city: Pick<City, 'url'>,
  path: string,
  options: BrowserContextOptions,
): Promise<Opened> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== city.url) faults.push(`elsewhere: ${url}`);
    if (url.pathname === '/graphql') asked.push(`${request.method()} ${url.search}`);
  });
  await page.goto(`${city.url}${path}`);
  await settled(page);
  return { page, faults, asked };
}

/** Waits until there is a page, and nothing in it says that it is loading. */
export async function settled(page: Page): Promise<void> {
  const isReady = '!!document.querySelector("h1") && !document.querySelector(".loading, [aria-busy=true]")';
  await expect.poll(() => page.evaluate<boolean>(isReady), { timeout: 20_000 }).toBe(true);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** All of WCAG 2.2 AA that a machine can judge, and what axe-core calls good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds in a page: each rule with the places that break it; of some rules or groups of them, by default all. */
export async function violationsIn(page: Page, rules: readonly string[] = RULES): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`;
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { target: string[] }[] }[] }>(run);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
