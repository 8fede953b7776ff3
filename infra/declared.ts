import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { declared } from '../kernel/env.ts';
import { type Remote, secretOf, settingsOf } from '../kernel/remote.ts';
import type { DeclaredTable } from '../kernel/table.ts';
import { declaredRemotes, ownSubgraphNames, ROOT, sourceFolders } from '../tooling/folders.ts';

/** A function of the graph, with what its modules declare: nobody writes that down a second time. */
export interface DeclaredFunction {
  /** The subgraph's, or `gateway`. */
  readonly name: string;
  /** Variables that it reads. */
  readonly settings: readonly string[];
  /** Secrets by variable: `given` by administrations, or our `own`. */
  readonly secrets: readonly { readonly variable: string; readonly from: 'given' | 'own' }[];
  readonly tables: readonly DeclaredTable[];
}

/** Everything that is deployed, found by listing. */
export interface DeclaredGraph {
  readonly gateway: DeclaredFunction;
  readonly subgraphs: readonly DeclaredFunction[];
  /** Subgraphs that administrations host themselves: watched, and not deployed. */
  readonly remotes: readonly string[];
  /** Datasets that are read, by the function that reads them. */
  readonly sources: readonly { readonly id: string; readonly subgraph: string }[];
}

/** Loads every handler and gathers what each declares. */
export async function declaredGraph(): Promise<DeclaredGraph> {
  const own = ownSubgraphNames();
  const [gateway, remotes, ...subgraphs] = await Promise.all([
    declaredBy('gateway', 'gateway/handler.ts'),
    declaredRemotes(),
    ...own.map((name) => declaredBy(name, `subgraphs/${name}/handler.ts`)),
  ]);
  return {
    gateway: withRemotes(gateway, Object.values(remotes)),
    subgraphs,
    remotes: Object.keys(remotes),
    sources: sourceFolders().map(({ id, owner }) => ({ id, subgraph: owner })),
  };
}

/** The gateway with what subgraphs of others want to see of us: that stands in their folders, and reaches it as data. */
export function withRemotes(gateway: DeclaredFunction, remotes: readonly Remote[]): DeclaredFunction {
  const secrets = remotes.flatMap((remote) => {
    const secret = secretOf(remote);
    return secret ? [{ variable: secret.variable, from: 'given' as const }] : [];
  });
  return {
    ...gateway,
    settings: [...gateway.settings, ...remotes.flatMap(settingsOf).map(({ variable }) => variable)],
    secrets: [...gateway.secrets, ...secrets],
  };
}

async function declaredBy(name: string, module: string): Promise<DeclaredFunction> {
  const url = pathToFileURL(join(ROOT, module)).href;
  const worker = new Worker(new URL('./declared-worker.ts', import.meta.url), { workerData: url });
  const all = await new Promise<ReturnType<typeof declared>>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`${module} ended before it had declared anything`)));
  });
  await worker.terminate();
  const variables = (wanted: string) => all.flatMap(({ kind, setting }) => (kind === wanted ? [setting.variable] : []));
  return {
    name,
    settings: variables('setting'),
    secrets: [
      ...variables('given-secret').map((variable) => ({ variable, from: 'given' as const })),
      ...variables('own-secret').map((variable) => ({ variable, from: 'own' as const })),
    ],
    tables: all.flatMap(({ setting }) => (isTable(setting) ? [setting] : [])),
  };
}

const isTable = (setting: object): setting is DeclaredTable => 'definition' in setting && 'does' in setting;
