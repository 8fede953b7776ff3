import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf } from '../test/support/event.ts';
import { withPortal } from './site.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(folder, '.vite', 'manifest.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const BEHIND = { statusCode: 299, body: 'the gateway' };

async function get(path: string, headers: Record<string, string> = {}, method = 'GET', behind = BEHIND) {
  const event = eventOf();
  const http = { ...event.requestContext.http, method, path };
  const asked = { ...event, headers, requestContext: { ...event.requestContext, http } };
  return withPortal(async () => behind, folder)(asked, {});
}
const HTML = { accept: 'text/html,application/xhtml+xml' };

describe('the portal in front of the gateway', () => {
  it.each(['/', '/city', '/city/municipality/21009', '/sources', '/explorer'])(
    'answers %s with its page to a browser',
    async (path) => {
      const { statusCode, headers, body = '' } = await get(path, HTML);
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
      expect(Buffer.from(body, 'base64').toString()).toBe('<!doctype html>');
    },
  );

  it('leaves who wants no HTML to the gateway, and what is no page or file', async () => {
    expect(await get('/')).toBe(BEHIND);
    expect(await get('/', HTML, 'POST')).toBe(BEHIND);
    for (const path of ['/graphql', '/schema.graphql', '/nowhere', '/city/municipality/1/2']) {
      expect(await get(path, HTML)).toBe(BEHIND);
    }
  });

  it('shows who accepts HTML its page where the gateway has nothing either', async () => {
    const nothing = { statusCode: 404, body: '{"errors":[]}' };
    const { statusCode, headers } = await get('/nowhere', HTML, 'GET', nothing);
    expect(statusCode).toBe(404);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    expect(await get('/nowhere', { accept: '*/*' }, 'GET', nothing)).toBe(nothing);
  });

  it('lets files with a hash in their name be kept for ever', async () => {
    const { headers } = await get('/assets/index-1a2b.js');
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  it('packs what a browser can unpack', async () => {
    const { headers, body = '' } = await get('/assets/index-1a2b.js', { 'accept-encoding': 'gzip, br' });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(gunzipSync(Buffer.from(body, 'base64')).toString()).toBe('export {};');
  });

  it('gives nothing that is hidden or outside', async () => {
    for (const path of ['/.vite/manifest.json', '/../site.json', '/assets/../../package.json', '/assets']) {
      expect(await get(path, HTML)).toBe(BEHIND);
    }
  });

  it('has a policy that lets nothing in from elsewhere, and no script in the page', async () => {
    const { headers } = await get('/', HTML);
    const policy = String(headers?.['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)|https?:|\*/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
});
