import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../tooling/folders.ts';

/** A copy of the project, so that a test can add to it. */
let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'brussels-city-graph-'));
  const left = new Set(['node_modules', '.git', '__generated__', 'cdk.out']);
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

const run = (...args: string[]) => execFileSync(args[0] ?? '', args.slice(1), { cwd: copy, encoding: 'utf8' });

/**
 * Composes, generates, checks types, then asks the federation of the copy one question.
 * @param before what the copy does first: the text of a module's beginning.
 */
function askTheCopy(query: string, before = ''): unknown {
  run('node', 'tooling/generate.ts');
  run('node', 'gateway/compose.ts');
  run('node', 'tooling/generate.ts');
  run('graphql-codegen', '--config', 'codegen.yml');
  run('tsc', '-p', '.');
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

it('a source folder joins the graph without a change to any other file', () => {
  const folder = 'subgraphs/mobility/sources/pedal-stations';
  const villo = readFileSync(join(ROOT, 'subgraphs/mobility/sources/villo-stations/source.ts'), 'utf8');
  write(
    `${folder}/source.ts`,
    villo
      .replaceAll('villoStations', 'pedalStations')
      .replaceAll('villo-stations', 'pedal-stations')
      .replaceAll('VILLO_GBFS_URL', 'PEDAL_GBFS_URL')
      .replaceAll("id: 'jcdecaux'", "id: 'pedal'")
      .replaceAll('villo:', 'pedal:'),
  );
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
  const folder = 'subgraphs/greeting';
  write(`${folder}/handler.ts`, readFileSync(join(ROOT, 'subgraphs/mobility/handler.ts'), 'utf8'));
  write(
    `${folder}/schema.graphql`,
    `extend type Municipality {
       "A word for the test."
       greeting: String!
     }`,
  );
  write(
    `${folder}/loaders.ts`,
    `import type { SubgraphContext } from '../../kernel/subgraph.ts';
     export const createLoaders = () => ({ greet: (nisCode: string) => 'hello ' + nisCode });
     export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;`,
  );
  write(`${folder}/models.ts`, 'export {};\n');
  write(
    `${folder}/subgraph.ts`,
    `import { defineSubgraph } from '../../kernel/subgraph.ts';
     import { typeDefs } from './__generated__/schema.ts';
     import type { MunicipalityResolvers } from './__generated__/types.ts';
     import { createLoaders } from './loaders.ts';
     const Municipality: MunicipalityResolvers = { greeting: ({ nisCode }, _, { loaders }) => loaders.greet(nisCode) };
     export const subgraph = defineSubgraph({ name: 'greeting', typeDefs, resolvers: { Municipality }, createLoaders });`,
  );
  expect(
    askTheCopy('{ municipalities(nisCodes: ["21009"]) { greeting bikeStations(first: 1) { id } } }'),
  ).toMatchObject({
    data: { municipalities: [{ greeting: 'hello 21009', bikeStations: [{ id: expect.stringContaining('villo:') }] }] },
  });
}, 120_000);

it('a subgraph of somebody else joins the graph without a change to any other file', () => {
  const folder = 'subgraphs/libraries';
  const example = join(ROOT, 'test/federation/foreign/subgraph');
  write(`${folder}/schema.graphql`, readFileSync(join(example, 'schema.graphql'), 'utf8'));
  write(`${folder}/remote.ts`, readFileSync(join(example, 'remote.ts'), 'utf8').replaceAll('../../../../', '../../'));
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
  // Each throws when it fails.
  run('node', 'tooling/docs.ts');
  run('node', 'gateway/compose.ts', '--check');
  run('vitest', 'run', 'test/architecture.test.ts', 'test/schema.test.ts');
}, 180_000);
