import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Remote } from '../kernel/remote.ts';
import type { Source } from '../kernel/source.ts';

/** Everything that grows by a folder is found here, by listing. */
export const ROOT = join(import.meta.dirname, '..');

/** A subgraph and its folder. */
export interface SubgraphFolder {
  readonly name: string;
  /** Relative to the project. */
  readonly path: string;
  /** It belongs to somebody else, who runs it: the folder says what it serves and where, and has no code. */
  readonly isRemote: boolean;
}

/**
 * The folders of all subgraphs, in alphabetical order: ours have a `handler.ts`, those of others a `remote.ts`.
 * @throws {Error} for a folder that is neither or both, naming it.
 */
export function subgraphFolders(root = ROOT): readonly SubgraphFolder[] {
  return foldersIn(join(root, 'subgraphs')).map((name) => subgraphFolder(name, root));
}

/** What the folder of somebody else's subgraph consists of; it may have a README.md. */
const REMOTE_FILES = ['remote.ts', 'schema.graphql'];

function subgraphFolder(name: string, root: string): SubgraphFolder {
  const path = `subgraphs/${name}`;
  const files = readdirSync(join(root, path)).filter((file) => !/^(\.|__)/.test(file));
  const [isOwn, isRemote] = ['handler.ts', 'remote.ts'].map((file) => files.includes(file));
  if (isOwn === isRemote) {
    throw new Error(
      isOwn
        ? `${path} has both a handler.ts and a remote.ts: a subgraph is either run here or by somebody else`
        : `${path} has neither a handler.ts (a subgraph that is run here) nor a remote.ts (one that somebody else runs)`,
    );
  }
  if (isOwn) return { name, path, isRemote: false };
  const missing = REMOTE_FILES.filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`${path} has a remote.ts and lacks ${missing.join(', ')}`);
  const more = files.filter((file) => !REMOTE_FILES.includes(file) && file !== 'README.md');
  if (more.length > 0) throw new Error(`${path} belongs to somebody else and has code of ours: ${more.join(', ')}`);
  return { name, path, isRemote: true };
}

/** Names of all subgraphs, in alphabetical order. */
export function subgraphNames(): readonly string[] {
  return subgraphFolders().map(({ name }) => name);
}

/** Names of the subgraphs that are run here. */
export function ownSubgraphNames(): readonly string[] {
  return subgraphFolders().flatMap(({ name, isRemote }) => (isRemote ? [] : [name]));
}

/** The declaration in the folder of somebody else's subgraph. */
export async function remoteIn({ path }: SubgraphFolder): Promise<Remote> {
  const { remote } = await importFrom<{ readonly remote?: Remote }>(join(path, 'remote.ts'));
  if (!remote) throw new Error(`${path}/remote.ts must export remote, made with defineRemote`);
  return remote;
}

/** The declarations of all subgraphs of others, by name. */
export async function declaredRemotes(): Promise<Readonly<Record<string, Remote>>> {
  const remotes = subgraphFolders().filter(({ isRemote }) => isRemote);
  return Object.fromEntries(await Promise.all(remotes.map(async (folder) => [folder.name, await remoteIn(folder)])));
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
    ...ownSubgraphNames().map((owner) => ({ owner, path: join(ROOT, 'subgraphs', owner, 'sources') })),
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
