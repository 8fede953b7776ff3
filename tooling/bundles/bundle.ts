import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { ownSubgraphNames, ROOT } from '../folders.ts';
import { addCodeCache } from './code-cache.ts';
import { slim } from './slim.ts';

/** Processors that Lambda offers and the planner has a binary for. */
export type Architecture = 'arm64' | 'x64';

/** One function as it is deployed: a folder that holds `index.js`, what must be native, and a code cache. */
export interface Bundle {
  /** `gateway`, or a subgraph. */
  readonly name: string;
  readonly folder: string;
  /** Bytes of JavaScript. */
  readonly script: number;
  /** Bytes of what is native. */
  readonly native: number;
  /** Bytes of the code cache; 0 where it is built on another processor than it is for. */
  readonly cache: number;
  /** What went in, by file, for whoever wonders why it is so large. */
  readonly metafile: Metafile;
}

/** Where bundles come to lie: `dist/functions/<name>/`, and their source maps beside, which are not deployed. */
export const FUNCTIONS = join(ROOT, 'dist', 'functions');

const PLANNER = '@graphql-hive/router-query-planner';

/** All functions: the gateway, and each subgraph that is ours. */
export const functionNames = (): readonly string[] => ['gateway', ...ownSubgraphNames()];

/**
 * Bundles a function into one minified CommonJS file. The gateway gets the native planner for its processor beside it.
 * @throws {Error} esbuild's, when the code cannot be bundled.
 */
export async function bundle(name: string, architecture: Architecture, into = FUNCTIONS): Promise<Bundle> {
  const folder = join(into, name);
  rmSync(folder, { recursive: true, force: true });
  const file = join(folder, 'index.js');
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [name === 'gateway' ? 'gateway/handler.ts' : `subgraphs/${name}/handler.ts`],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // A script that V8 has from its cache cannot import; the planner is required.
    supported: { 'dynamic-import': false },
    minify: true,
    legalComments: 'none',
    sourcemap: 'external',
    metafile: true,
    logLevel: 'error',
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    // The planner is native; Apollo's engine and its reports are there only for who asks for them, and nobody can.
    plugins: [slim],
    external: ['@apollo/gateway', PLANNER, '@apollo/usage-reporting-protobuf'],
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': '__url' },
    banner: { js: 'const __url=require("node:url").pathToFileURL(__filename).href;' },
  });
  const maps = join(into, '..', 'maps');
  mkdirSync(maps, { recursive: true });
  renameSync(`${file}.map`, join(maps, `${name}.js.map`));
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  const native = name === 'gateway' ? copyPlanner(folder, architecture) : 0;
  const script = statSync(file).size;
  const cache = architecture === process.arch ? addCodeCache(folder) : 0;
  return { name, folder, script, native, cache, metafile };
}

/** The planner as npm installed it, with the binary of one processor; gives its bytes. */
function copyPlanner(folder: string, architecture: Architecture): number {
  const from = join(ROOT, 'node_modules', PLANNER);
  const to = join(folder, 'node_modules', PLANNER);
  const files = ['package.json', 'dist/index.cjs', `dist/hive_router_query_planner.linux-${architecture}-gnu.node`];
  for (const file of files) cpSync(join(from, file), join(to, file));
  return files.reduce((sum, file) => sum + readFileSync(join(to, file)).length, 0);
}
