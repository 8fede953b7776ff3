import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../tooling/folders.ts';
import { startBrowser } from '../support/browser.ts';
import { cityForThisTest } from '../support/city.ts';

/** A site of somebody else, with nothing but our client as it is published. Gives its address. */
async function otherSite(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const built = spawnSync('node', ['tooling/build-client.ts', folder], { cwd: ROOT, encoding: 'utf8' });
  expect(built.stderr).toBe('');
  const server = createServer(async ({ url = '' }, response) => {
    const isModule = /^\/[\w/-]+\.js$/.test(url);
    response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html');
    response.end(isModule ? await readFile(join(folder, url)) : '<!doctype html><title>Other</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('asks from a page of another site, and reads what is left and when to come back', { timeout: 60_000 }, async () => {
  const city = await cityForThisTest({ quota: '60/60' });
  const browser = await startBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(await otherSite());
  const told = await page.evaluate<unknown>(`(async () => {
    const { createClient } = await import('/index.js');
    const { NearMe, SourceStatus } = await import('/__generated__/texts.js');
    const graph = createClient({ url: '${city.url}/graphql', language: 'nl', retries: 0 });
    const at = { lat: 50.8466, lon: 4.3528 };
    const first = await graph.request(NearMe, { at });
    const second = await graph.request(NearMe, { at });
    const third = await graph.request(SourceStatus, {});
    return [first, second, third].map(({ status, data, quota, retryAfter, errors }) =>
      ({ status, hasData: data !== null, limit: quota?.limit, retryAfter, code: errors[0]?.extensions.code }));
  })()`);
  expect(told).toMatchObject([
    { status: 200, hasData: true, limit: 60, retryAfter: null },
    { status: 429, hasData: false, retryAfter: expect.any(Number), code: 'TOO_MANY_REQUESTS' },
    { status: 429 },
  ]);
});
