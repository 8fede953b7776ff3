import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT, subgraphFolders } from './folders.ts';
import { sdlOf } from './schema.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folders-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function folder(name: string, ...files: string[]): void {
  mkdirSync(join(root, 'subgraphs', name), { recursive: true });
  for (const file of files) writeFileSync(join(root, 'subgraphs', name, file), 'type Query { a: Int }');
}

it('tells subgraphs that are run here from those that somebody else runs', () => {
  folder('mobility', 'handler.ts', 'schema.graphql', 'subgraph.ts');
  folder('libraries', 'remote.ts', 'schema.graphql', 'README.md', '.gitkeep');
  mkdirSync(join(root, 'subgraphs', 'libraries', '__generated__'));
  expect(subgraphFolders(root)).toEqual([
    { name: 'libraries', path: 'subgraphs/libraries', isRemote: true },
    { name: 'mobility', path: 'subgraphs/mobility', isRemote: false },
  ]);
});

it.each([
  ['neither of the two', ['schema.graphql'], 'subgraphs/living has neither a handler.ts'],
  ['both', ['schema.graphql', 'handler.ts', 'remote.ts'], 'subgraphs/living has both a handler.ts and a remote.ts'],
  ["somebody else's without a schema", ['remote.ts'], 'subgraphs/living has a remote.ts and lacks schema.graphql'],
  ["somebody else's with code of ours", ['remote.ts', 'schema.graphql', 'loaders.ts'], 'has code of ours: loaders.ts'],
])('says what is wrong with a folder that is %s', (_, files, message) => {
  folder('living', ...files);
  expect(() => subgraphFolders(root)).toThrow(message);
});

it("takes somebody else's schema only whole: with a link to federation 2 of its own", () => {
  folder('libraries', 'remote.ts', 'schema.graphql');
  const path = relative(ROOT, join(root, 'subgraphs', 'libraries'));
  expect(() => sdlOf({ name: 'libraries', path, isRemote: true })).toThrow('has no @link to https://specs.apollo.dev');
  const whole =
    'extend schema\n  @link(\n    url: "https://specs.apollo.dev/federation/v2.3"\n    import: ["@key"]\n  )\ntype Query { a: Int }';
  writeFileSync(join(root, 'subgraphs', 'libraries', 'schema.graphql'), whole);
  expect(sdlOf({ name: 'libraries', path, isRemote: true })).toBe(whole);
});
