import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tooling/folders.ts';

/** How the portal's files are served, here as by a content delivery network: `portal/site.json`. */
export interface Site {
  /** Addresses of pages; `*` stands for one part of a path. All are `index.html`. */
  readonly pages: readonly string[];
  /** `cache-control` of pages, and of files whose name has a hash of what is in them. */
  readonly caching: { readonly page: string; readonly asset: string };
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads `portal/site.json`. */
export const readSite = (): Site => JSON.parse(readFileSync(join(ROOT, 'portal', 'site.json'), 'utf8'));
