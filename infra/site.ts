import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { LambdaHandler } from '../kernel/lambda.ts';
import { ROOT } from '../tooling/folders.ts';
import { readSite, type Site } from './site-settings.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** The built portal. */
export const PORTAL = join(ROOT, 'dist', 'portal');

const segments = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

type Event = APIGatewayProxyEventV2;

/**
 * Puts the files of the built portal in front of a handler: pages for who accepts HTML, files by their names. What is
 * neither goes to the handler, and so does everything while no portal is built. Where the handler has nothing either, who
 * accepts HTML gets the page that says so.
 */
export function withPortal(handler: LambdaHandler, folder = PORTAL): LambdaHandler {
  const site = readSite();
  const pages = pattern(site.pages);
  return async (event, context) => {
    const { method, path } = event.requestContext.http;
    const isPage = pages.test(path);
    const wantsPage = event.headers.accept?.includes('text/html') ?? false;
    if ((method !== 'GET' && method !== 'HEAD') || (isPage && !wantsPage)) return handler(event, context);
    const file = await fileFor(event, isPage ? 'index.html' : fileName(path), site, folder);
    if (file) return file;
    const answer = await handler(event, context);
    if (!wantsPage || answer.statusCode !== 404) return answer;
    const page = await fileFor(event, 'index.html', site, folder);
    return page ? { ...page, statusCode: 404 } : answer;
  };
}

/** A file of the portal; null where there is none, or none for the public. */
async function fileFor(
  { headers }: Event,
  name: string | null,
  site: Site,
  folder: string,
): Promise<APIGatewayProxyStructuredResultV2 | null> {
  const type = name && TYPES[extname(name)];
  if (!name || !type) return null;
  const content = await readFile(join(folder, name)).catch(() => null);
  if (!content) return null;
  const isPacked = !/woff2$/.test(name) && /\bgzip\b/.test(headers['accept-encoding'] ?? '');
  return {
    statusCode: 200,
    headers: {
      ...site.headers,
      'content-type': type,
      'cache-control': name.startsWith('assets/') ? site.caching.asset : site.caching.page,
      ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
      vary: name === 'index.html' ? 'accept, accept-encoding' : 'accept-encoding',
    },
    body: (isPacked ? gzipSync(content) : content).toString('base64'),
    isBase64Encoded: true,
  };
}

/** The file that a path names inside the folder; null for a path that leads out of it, or to what is hidden. */
function fileName(path: string): string | null {
  const name = normalize(path).replace(/^\/+/, '');
  return segments(name).some((part) => part.startsWith('.')) ? null : name;
}

/** What matches the addresses of pages, and nothing else. */
function pattern(pages: Site['pages']): RegExp {
  const each = pages.map((page) =>
    page
      .slice(1)
      .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]+'),
  );
  return new RegExp(`^/(?:${each.join('|')})/?$`);
}
