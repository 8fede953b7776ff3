import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../tooling/folders.ts';
import { type Block, blocksOf, writeBlocks } from './support/blocks.ts';

/** The pages that say how a subgraph of ours, and one of somebody else, are added: to the letter. */
const recipe = ['docs/adding-a-subgraph.md', 'docs/foreign-subgraph.md'].flatMap(blocksOf);
const files = recipe.filter(({ name }) => name.startsWith('subgraphs/'));
const shown = (isIt: (block: Block) => boolean): string => recipe.find(isIt)?.text ?? 'false';

/** A copy of the project, which gets a source, a subgraph, and a subgraph of somebody else: nothing but folders. */
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'brussels-city-graph-'));
  const left = new Set(['node_modules', '.git', '__generated__', 'cdk.out', 'dist']);
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  addSource('subgraphs/mobility/sources/pedal-stations');
  writeBlocks(files, copy, '');
  const commands = shown(({ language }) => language === 'sh');
  run('bash', '-euc', commands);
}, 180_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (...args: string[]) => execFileSync(args[0] ?? '', args.slice(1), { cwd: copy, encoding: 'utf8' });

/**
 * Asks the federation of the copy one question.
 * @param before what the copy does first: the text of a module's beginning.
 */
function askTheCopy(query: string, before = ''): unknown {
  const script = join(copy, 'ask.ts');
  writeFileSync(
    script,
    `import { startFederation } from './infra/federation.ts';
     import { startSandbox } from './sandbox/sandbox.ts';
     ${before}
     const sandbox = await startSandbox();
     const federation = await startFederation({ environment: sandbox.environment() });
     const response = await fetch(federation.url + '/graphql', {
       method: 'POST',
       headers: { 'content-type': 'application/json' },
       body: JSON.stringify({ query: process.argv[2] }),
     });
     console.log(await response.text());
     process.exit(0);`,
  );
  const answer = JSON.parse(run('node', script, query));
  rmSync(script);
  return answer;
}

function write(path: string, content: string): void {
  const file = join(copy, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
}

function addSource(folder: string): void {
  for (const file of ['source.ts', 'source.test.ts', 'fixture/captured.json']) {
    const villo = readFileSync(join(ROOT, 'subgraphs/mobility/sources/villo-stations', file), 'utf8');
    write(
      `${folder}/${file}`,
      villo
        .replaceAll('villoStations', 'pedalStations')
        .replaceAll('villo-stations', 'pedal-stations')
        .replaceAll('VILLO_GBFS_URL', 'PEDAL_GBFS_URL')
        .replaceAll("id: 'jcdecaux'", "id: 'pedal'")
        .replaceAll('villo:', 'pedal:')
        .replaceAll('api.cyclocity.fr', 'api.pedal.example'),
    );
  }
  write(
    `${folder}/fixture/emulate.ts`,
    `import type { BikeShare } from '../../../../../sandbox/standards/gbfs.ts';
     export const emulate: BikeShare = {
       version: '2.3',
       language: 'fr',
       stations: ({ now }) => [
         { id: '1', name: 'Gare / Station', lat: 50.8453, lon: 4.3565, capacity: 9, bikes: 4, docks: 5, operational: true, lastReported: now },
       ],
     };`,
  );
}

it('a source folder joins the graph without a change to any other file', () => {
  expect(
    askTheCopy(
      '{ bikeStations(ids: ["pedal:1", "villo:14"]) { id bikesAvailable provenance { dataset { id publisher { id } } } } datasets(ids: ["pedal-stations"]) { sandbox } }',
    ),
  ).toMatchObject({
    data: {
      bikeStations: [
        {
          id: 'pedal:1',
          bikesAvailable: 4,
          provenance: { dataset: { id: 'pedal-stations', publisher: { id: 'pedal' } } },
        },
        { id: 'villo:14', bikesAvailable: expect.any(Number) },
      ],
      datasets: [{ sandbox: true }],
    },
  });
}, 120_000);

it('a subgraph folder joins the graph without a change to any other file', () => {
  expect(askTheCopy(shown(({ name }) => name === 'of subgraphs/play'))).toMatchObject({
    data: {
      municipalities: [
        {
          name: { fr: 'Bruxelles' },
          playgrounds: [{ name: { nl: 'Warandepark' }, provenance: { dataset: { publisher: { id: 'play-office' } } } }],
        },
      ],
    },
  });
  const indicator = '{ indicators(ids: ["playgrounds"]) { actionArea } playIndicators { value sampleSize } }';
  expect(askTheCopy(indicator)).toMatchObject({
    data: {
      indicators: [{ actionArea: 'LIVING' }],
      playIndicators: [{ value: expect.any(Number), sampleSize: 2 }],
    },
  });
}, 120_000);

it('a subgraph of somebody else joins the graph without a change to any other file', () => {
  const query = '{ municipalities(nisCodes: ["21009"]) { libraries { id } bikeStations(first: 1) { id } } }';
  const bikeStations = [{ id: expect.stringContaining('villo:') }];
  // In the sandbox nobody is asked over the network: without an address of its own it is down.
  expect(askTheCopy(query)).toMatchObject({
    data: { municipalities: [{ libraries: null, bikeStations }] },
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', administration: 'library-office' } }],
  });
  const start = `import { startLibraries, TOKEN } from './test/federation/foreign/library-service.ts';
     process.env.SUBGRAPH_LIBRARIES_URL = (await startLibraries()).url;
     process.env.SUBGRAPH_LIBRARIES_TOKEN = TOKEN;`;
  expect(askTheCopy(query, start)).toMatchObject({
    data: { municipalities: [{ libraries: [{ id: 'etang' }, { id: 'parc' }], bikeStations }] },
  });
}, 60_000);

it('all checks hold with them', () => {
  // Each throws when it fails.
  run('tsc', '-p', '.');
  run('biome', 'ci', '--vcs-enabled=false', ...files.map(({ name }) => name));
  run('node', 'tooling/docs.ts');
  run('node', 'gateway/compose.ts', '--check');
  run('vitest', 'run', 'test/architecture.test.ts', 'test/schema.test.ts');
}, 120_000);
