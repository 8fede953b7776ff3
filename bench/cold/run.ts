/**
 * `npm run bench -- cold [--quick] [--json]`: functions as they are deployed, each from the start of its process to its
 * first answer, in turn with its peers. All are bundled in the same way, each with a code cache; the subgraphs answer from memory.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedHeaders } from '../../kernel/message-signature.ts';
import { typeDefs } from '../../subgraphs/mobility/__generated__/schema.ts';
import { eventOf, headersOf } from '../../tooling/bundles/event.ts';
import { columns } from '../../tooling/columns.ts';
import { ROOT } from '../../tooling/folders.ts';
import { installPeers, startProcess } from '../gateway/processes.ts';
import { bundleTarget, TARGETS, type Target, weightOf } from './targets.ts';

/** What one cold start told; milliseconds since the process began. */
interface Start {
  readonly loadedAt: number;
  readonly answeredAt: number;
  readonly memoryMB: number;
  readonly statusCode: number;
  readonly body: string;
}

const OPERATION = JSON.stringify({
  query: readFileSync(join(ROOT, 'client', 'operations', 'municipality-today.graphql'), 'utf8'),
  operationName: 'MunicipalityToday',
  variables: { nisCodes: ['21004', '21009', '21013'] },
});
const ROOTS = JSON.stringify({ query: '{ municipalities(nisCodes: ["21009"]) { nisCode } }' });

export async function run(options: readonly string[]): Promise<void> {
  const rounds = options.includes('--quick') ? 7 : 21;
  installPeers();
  process.env.GATEWAY_KEYS ||= `bench:${'0123456789abcdef'.repeat(2)}`;
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'cold-'));
  const { line, end } = await startProcess(join(import.meta.dirname, 'subgraphs.ts'));
  Object.assign(process.env, environmentOf(JSON.parse(line), folder));
  const targets = Object.keys(TARGETS) as Target[];
  const folders = new Map<Target, string>();
  for (const target of targets) folders.set(target, await bundleTarget(target, folder));

  const starts = new Map<Target, Start[]>(targets.map((target) => [target, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const target of targets) {
      const start = startCold(target, folders.get(target) ?? '', folder);
      if (round > 0) starts.get(target)?.push(start); // The first fills the file cache, and the subgraphs' memory.
    }
    process.stderr.write(`\r${round} of ${rounds} rounds`);
  }
  end();
  const results = Object.fromEntries(
    targets.map((target) => [target, summary(starts.get(target) ?? [], weightOf(folders.get(target) ?? ''))]),
  );
  rmSync(folder, { recursive: true });
  process.stderr.write(
    `\n\n${columns([
      ['function', 'load ms', 'first answer ms', 'both', 'memory MB', 'bundle kB'],
      ...Object.entries(results).map(([target, { loadMs, firstAnswerMs, memoryMB, bundleKB }]) => [
        target,
        loadMs,
        firstAnswerMs,
        loadMs + firstAnswerMs,
        memoryMB,
        bundleKB,
      ]),
    ])}\n\nLoad counts from the start of the process, Node itself included; medians of ${rounds}.\n`,
  );
  if (options.includes('--json')) console.log(JSON.stringify(results));
}

/** Where the subgraphs are, for whoever reads it from variables and for whoever reads it from the supergraph. */
function environmentOf(urls: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  const supergraph = readFileSync(join(ROOT, 'gateway', 'supergraph.graphql'), 'utf8');
  const there = supergraph.replace(/@join__graph\(name: "([\w-]+)", url: "[^"]*"\)/g, (_, name: string) => {
    return `@join__graph(name: "${name}", url: "${urls[name]}")`;
  });
  writeFileSync(join(folder, 'mobility.graphql'), typeDefs);
  // Apollo's gateway refuses a graph with features that it does not enforce.
  writeFileSync(join(folder, 'supergraph.graphql'), there.replaceAll(', for: SECURITY)', ')'));
  return {
    BENCH_SUPERGRAPH: join(folder, 'supergraph.graphql'),
    BENCH_SUBGRAPH: join(folder, 'mobility.graphql'),
    APOLLO_TELEMETRY_DISABLED: '1',
    ...Object.fromEntries(
      Object.entries(urls).map(([name, url]) => [`SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`, url]),
    ),
  };
}

/** Starts a function in a process of its own, and asks it once. */
function startCold(target: Target, bundle: string, folder: string): Start {
  const body = TARGETS[target] === 'operation' ? OPERATION : ROOTS;
  const event = join(folder, 'event.json');
  writeFileSync(event, eventOf(body, target === 'subgraph' ? headersOf(signedHeaders(body, {})) : {}));
  const output = execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'start.cjs'), join(bundle, 'index.js'), event],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const start: Start = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
  const { data, errors } = JSON.parse(start.body);
  if (start.statusCode !== 200 || errors || !data?.municipalities)
    throw new Error(`${target} answered ${start.statusCode}: ${start.body.slice(0, 500)}`);
  return start;
}

function summary(starts: readonly Start[], bytes: number) {
  const median = (of: (start: Start) => number): number => {
    const sorted = starts.map(of).toSorted((a, b) => a - b);
    return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
  };
  return {
    loadMs: median(({ loadedAt }) => loadedAt),
    firstAnswerMs: median(({ loadedAt, answeredAt }) => answeredAt - loadedAt),
    memoryMB: median(({ memoryMB }) => memoryMB),
    bundleKB: Math.round(bytes / 1_000),
  };
}
