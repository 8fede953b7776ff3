import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Source } from '../kernel/source.ts';

/** Everything that grows by a folder is found here, by listing. */
export const ROOT = join(import.meta.dirname, '..');

/** Names of the subgraphs, in alphabetical order. */
export function subgraphNames(): readonly string[] {
  return foldersIn(join(ROOT, 'subgraphs'));
}

/** A declared source and its folder, relative to the project. */
export interface SourceFolder {
  readonly id: string;
  readonly path: string;
  /** The subgraph it belongs to; `kernel` for the boundaries that all share. */
  readonly owner: string;
}

/** The folders of all sources, in alphabetical order of their ids. */
export function sourceFolders(): readonly SourceFolder[] {
  const parents = [
    { owner: 'kernel', path: join(ROOT, 'kernel', 'geography') },
    ...subgraphNames().map((owner) => ({ owner, path: join(ROOT, 'subgraphs', owner, 'sources') })),
  ];
  return parents
    .flatMap(({ owner, path }) => foldersIn(path).map((id) => ({ id, owner, path: relative(ROOT, join(path, id)) })))
    .filter(({ path }) => existsSync(join(ROOT, path, 'source.ts')))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The declaration in a source's folder: the export whose name is the folder's in camel case. */
export async function sourceIn(folder: SourceFolder): Promise<Source> {
  const module: Record<string, unknown> = await importFrom(join(folder.path, 'source.ts'));
  const source = module[camelCase(folder.id)] as Source | undefined;
  if (source?.id !== folder.id) {
    throw new Error(`${folder.path}/source.ts must export ${camelCase(folder.id)} with the id "${folder.id}"`);
  }
  return source;
}

/** Imports a module by its path in the project. */
export function importFrom<T>(path: string): Promise<T> {
  return import(pathToFileURL(join(ROOT, path)).href);
}

/** `villo-stations` to `villoStations`. */
export function camelCase(id: string): string {
  return id.replaceAll(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !basename(entry.name).startsWith('__'))
    .map(({ name }) => name)
    .toSorted();
}
