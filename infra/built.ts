import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tooling/folders.ts';
import type { DeclaredGraph } from './declared.ts';
import type { Built } from './stage.ts';

/**
 * What `npm run build` has made under a folder: `functions/<name>/`, and `portal/` where there is one.
 * @throws {Error} naming the functions that are missing.
 */
export function built({ gateway, subgraphs }: DeclaredGraph, folder = join(ROOT, 'dist')): Built {
  const bundle = (name: string): string => join(folder, 'functions', name);
  const missing = [gateway, ...subgraphs].map(({ name }) => bundle(name)).filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`npm run build makes what is missing here: ${missing.join(', ')}`);
  const portal = join(folder, 'portal');
  return { bundle, portal: existsSync(portal) ? portal : null };
}
