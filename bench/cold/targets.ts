import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from '../../tooling/bundles/bundle.ts';
import { addCodeCache } from '../../tooling/bundles/code-cache.ts';

const HERE = import.meta.dirname;

/** Every function that is started cold, and what it is asked. */
export const TARGETS = {
  ours: 'operation',
  'apollo-gateway': 'operation',
  hive: 'operation',
  subgraph: 'roots',
  'apollo-subgraph': 'roots',
  'apollo-server': 'roots',
  empty: 'roots',
} as const;
export type Target = keyof typeof TARGETS;

/** Functions that are ours, by their names in `dist/functions`. */
const OWN: Partial<Record<Target, string>> = { ours: 'gateway', subgraph: 'mobility' };

/** Bundles a target as it would be deployed, into a folder of its own, which it gives. */
export async function bundleTarget(target: Target, into: string): Promise<string> {
  const own = OWN[target];
  if (own) return (await bundle(own, process.arch === 'arm64' ? 'arm64' : 'x64', into)).folder;
  const folder = join(into, target);
  await build({
    entryPoints: [join(HERE, 'targets', `${target}.mjs`)],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    logLevel: 'error',
    mainFields: ['main', 'module'],
    nodePaths: [join(HERE, '..', 'node_modules')],
    absWorkingDir: join(HERE, '..'),
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': '__url' },
    banner: { js: 'const __url=require("node:url").pathToFileURL(__filename).href;' },
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  addCodeCache(folder);
  return folder;
}

/** Bytes of all files of a folder. */
export function weightOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
