import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownSubgraphNames, ROOT, sourceFolders, sourceIn } from '../tooling/folders.ts';
import { type ProjectFile, projectFiles } from './support/project.ts';

const files = projectFiles();
const isTest = ({ path }: ProjectFile) => path.endsWith('.test.ts') || path.startsWith('test/');
const isFixture = ({ path }: ProjectFile) => path.includes('/fixture/');
const product = files.filter((file) => !isTest(file) && !isFixture(file));
const inFolder = (folder: string) => product.filter(({ path }) => path.startsWith(`${folder}/`));

/** `importer -> imported` for every import that is not allowed. */
function crossings(importers: readonly ProjectFile[], allowed: (imported: string, importer: string) => boolean) {
  return importers.flatMap(({ path, imports }) =>
    imports.filter((imported) => !allowed(imported, path)).map((imported) => `${path} -> ${imported}`),
  );
}

describe('imports go one way', () => {
  it('the kernel stands alone', () => {
    expect(crossings(inFolder('kernel'), (imported) => imported.startsWith('kernel/'))).toEqual([]);
  });

  it('a connector knows its wire standard and no administration', () => {
    const open =
      /^kernel\/(http|transfer|endpoint|errors|log|rows|wire|text|time|env|trace|source|geography\/(coordinates|geojson))\.ts$/;
    const own = (path: string) => path.split('/').slice(0, 3).join('/');
    expect(
      crossings(
        inFolder('kernel/connectors'),
        (imported, importer) => open.test(imported) || imported.startsWith(`${own(importer)}/`),
      ),
    ).toEqual([]);
  });

  it('a subgraph knows itself and the kernel, never another subgraph', () => {
    const own = (path: string) => path.split('/').slice(0, 2).join('/');
    expect(
      crossings(
        inFolder('subgraphs'),
        (imported, importer) => imported.startsWith('kernel/') || imported.startsWith(`${own(importer)}/`),
      ),
    ).toEqual([]);
  });

  it('the gateway knows subgraphs only through the supergraph', () => {
    const gateway = inFolder('gateway').filter(({ path }) => path !== 'gateway/compose.ts');
    expect(
      crossings(
        gateway,
        (imported) =>
          imported.startsWith('gateway/') ||
          (imported.startsWith('kernel/') &&
            !imported.startsWith('kernel/connectors/') &&
            imported !== 'kernel/subgraph.ts'),
      ),
    ).toEqual([]);
  });

  it('only infra knows how it is deployed, and it knows what is deployed by its declarations', () => {
    const cdk = /from '(aws-cdk-lib|constructs|cdk-nag)\b/;
    const outside = product.filter(({ path, text }) => cdk.test(text) && !path.startsWith('infra/'));
    expect(outside.map(({ path }) => path)).toEqual([]);
    // What runs the handlers on one machine is not deployed.
    const local = /^infra\/(federation|lambda-http|local|sandbox-environment|site|trace)\.ts$/;
    const declarations = /^(kernel\/(env|metrics|remote|table)|gateway\/transport\/address|subgraphs\/.*\/table)\.ts$/;
    const deployed = inFolder('infra').filter(({ path }) => !local.test(path));
    const isOpen = (imported: string) => declarations.test(imported) || /^(infra|tooling)\/|^cdk\.json$/.test(imported);
    expect(crossings(deployed, (imported) => isOpen(imported) && !local.test(imported))).toEqual([]);
  });

  it('the client stands alone, since it is published', () => {
    expect(crossings(inFolder('client'), (imported) => imported.startsWith('client/'))).toEqual([]);
  });

  it('the portal knows packages and the client', () => {
    expect(
      crossings(inFolder('portal'), (imported) => imported.startsWith('portal/') || imported.startsWith('client/')),
    ).toEqual([]);
  });

  it('nothing but tests imports tests, and nothing but tests and emulators imports fixtures', () => {
    expect(crossings(product, (imported) => !imported.startsWith('test/') && !imported.includes('/fixture/'))).toEqual(
      [],
    );
  });

  it('a fixture does not import the code that reads it', () => {
    const fixtures = files.filter((file) => isFixture(file));
    expect(crossings(fixtures, (imported) => !imported.endsWith('/source.ts'))).toEqual([]);
  });
});

describe('every source folder is complete', () => {
  it.each(sourceFolders())('$id', async (folder) => {
    for (const file of ['source.ts', 'source.test.ts', 'fixture/captured.json', 'fixture/emulate.ts']) {
      expect(existsSync(join(ROOT, folder.path, file)), `${folder.path}/${file}`).toBe(true);
    }
    const source = await sourceIn(folder);
    expect(existsSync(join(ROOT, 'kernel', 'connectors', source.connector)), 'its connector').toBe(true);
    expect(existsSync(join(ROOT, 'sandbox', 'standards', `${source.connector}.ts`)), 'its emulator').toBe(true);
    for (const text of [source.title, source.description, source.administration.name]) {
      expect(Object.keys(text)).toEqual(expect.arrayContaining(['en', 'fr', 'nl']));
    }
  });
});

it('an administration is described the same by all its sources', async () => {
  const described = new Map<string, string>();
  for (const folder of sourceFolders()) {
    const { administration } = await sourceIn(folder);
    const text = JSON.stringify(administration);
    expect(described.get(administration.id) ?? text).toBe(text);
    described.set(administration.id, text);
  }
});

it('a handler is three lines, the same in every subgraph', () => {
  const handlers = ownSubgraphNames().map((name) => readFileSync(join(ROOT, 'subgraphs', name, 'handler.ts'), 'utf8'));
  expect(new Set(handlers).size).toBe(1);
});

it('only env.ts reads the environment in what runs as a Lambda', () => {
  const readers = [...inFolder('kernel'), ...inFolder('subgraphs'), ...inFolder('gateway')].filter(
    ({ path, text }) => path !== 'kernel/env.ts' && /process\.env(?!\.APOLLO_TELEMETRY_DISABLED)/.test(text),
  );
  expect(readers.map(({ path }) => path)).toEqual([]);
});

it('no file grows past what one can keep in mind', () => {
  const long = files.filter(({ text }) => text.split('\n').length > 250);
  expect(long.map(({ path }) => path)).toEqual([]);
});

describe('sources on one host', () => {
  it('share one quota, but for those that ask with another key', async () => {
    const sources = await Promise.all(sourceFolders().map(sourceIn));
    const addressed = sources.filter(({ endpoint }) => endpoint.fallback !== null);
    const byHost = Map.groupBy(
      addressed,
      ({ endpoint, key }) => `${new URL(endpoint.fallback ?? '').host} ${key?.variable ?? ''}`,
    );
    const apart = [...byHost].filter(([, all]) => new Set(all.map(({ quota }) => quota.variable)).size > 1);
    expect(apart.map(([host]) => host)).toEqual([]);
  });
});

describe('every type and field of the public contract is documented', () => {
  it('api.graphql', () => {
    const lines = readFileSync(join(ROOT, 'gateway', 'api.graphql'), 'utf8').split('\n');
    const undocumented = lines.filter((line, index) => {
      const isDefinition =
        /^(type|enum|scalar|input|interface|union) (?!Query\b)|^ {2}[a-zA-Z]\w*(\(.*\))?: |^ {2}[A-Z_]+$/.test(line);
      return isDefinition && !/"""\s*$/.test(lines[index - 1] ?? '');
    });
    const plainEnum = /^ {2}(FR|NL|DE|EN)$/;
    expect(undocumented.filter((line) => !plainEnum.test(line))).toEqual([]);
  });
});
