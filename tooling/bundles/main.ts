/**
 * `npm run build`: every function as it is deployed, each in `dist/functions/<name>/`, with what it weighs. A function
 * over its budget fails the build: what weighs more also starts later.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { columns } from '../columns.ts';
import { bundle, FUNCTIONS, functionNames } from './bundle.ts';

const HELP = `npm run build -- [options]

  --architecture NAME   arm64 or x64: for which processor the gateway's planner is (default arm64)
  --json                end with one line of JSON
  --help                this text`;

/** Bytes of JavaScript, minified and not compressed. */
const BUDGETS = { gateway: 1_300_000, subgraph: 1_200_000 };

const { values } = parseArgs({
  options: {
    architecture: { type: 'string', default: 'arm64' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const { architecture } = values;
if (values.help || (architecture !== 'arm64' && architecture !== 'x64')) {
  console.error(values.help ? HELP : `--architecture takes arm64 or x64.\n\n${HELP}`);
  process.exit(values.help ? 0 : 1);
}

const rows = await Promise.all(
  functionNames().map(async (name) => {
    const { folder, script, native, cache, metafile } = await bundle(name, architecture);
    writeFileSync(join(FUNCTIONS, '..', 'maps', `${name}.meta.json`), JSON.stringify(metafile));
    const budget = name === 'gateway' ? BUDGETS.gateway : BUDGETS.subgraph;
    const zipped = gzipSync(readFileSync(join(folder, cache > 0 ? 'main.js' : 'index.js'))).length;
    return { name, script, zipped, native, cache, budget, isOver: script > budget };
  }),
);

const kB = (bytes: number): number => Math.round(bytes / 1_000);
const table = columns([
  ['function', 'kB', 'compressed', 'native', 'code cache', 'budget', ''],
  ...rows.map((row) => [
    row.name,
    kB(row.script),
    kB(row.zipped),
    kB(row.native),
    kB(row.cache),
    kB(row.budget),
    row.isOver ? '✗ over its budget' : '',
  ]),
]);
process.stderr.write(`${table}\n\ndist/functions (${architecture}); source maps and what went in: dist/maps\n`);
if (rows.some(({ cache }) => cache === 0))
  process.stderr.write(
    `No code cache: built on ${process.arch}. On ${architecture} each function gets one, and is loaded in about half the time.\n`,
  );
if (values.json) console.log(JSON.stringify({ architecture, functions: rows }));
const over = rows.filter(({ isOver }) => isOver);
if (over.length > 0) {
  process.stderr.write('What weighs most: dist/maps/NAME.meta.json, for https://esbuild.github.io/analyze.\n');
  process.exitCode = 1;
}
