import { join } from 'node:path';
import type { Source } from '../kernel/source.ts';
import { type Clock, systemClock } from '../kernel/time.ts';
import { importFrom, type SourceFolder, sourceFolders, sourceIn } from '../tooling/folders.ts';
import { CLIENTS, clientsEnvironment, clientsTable } from './clients.ts';
import type { Answerer, Stage, Standard, WireAnswer, WireQuestion } from './emulator.ts';
import { type Exchange, type Served, serve } from './serve.ts';
import { SHARED_STATE, sharedEnvironment, sharedTable } from './shared-table.ts';
import { TRAIL, trailEnvironment, trailTable } from './trail-table.ts';
import { worldAt } from './world.ts';

export interface SandboxOptions {
  readonly now?: Clock;
  readonly seed?: number;
  /** Faults from the start, by dataset (or `shared-state`, `clients`, `trail`), such as `hang` or `fail:0.3`. */
  readonly faults?: Readonly<Record<string, string>>;
  /** Is told of every request that a source answered. */
  readonly onAnswer?: (dataset: string, exchange: Exchange) => void;
}

/** The emulated administrations, running. */
export interface Sandbox {
  /** Ids of the sources that are emulated. */
  readonly datasets: readonly string[];
  /** Environment variables that lead the sources here now; faults of connections change them. */
  readonly environment: () => Readonly<Record<string, string>>;
  /** Requests that reached a source since the start or the last reset, as `METHOD /path?query` or `POST <operation>`. */
  readonly requests: (dataset: string) => readonly string[];
  readonly resetCounts: () => void;
  /** Has a source fail from now on, or work again (null). */
  readonly fail: (dataset: string, fault: string | null) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** One emulated administration, or a table of our own. */
interface Emulation {
  readonly served: Served;
  readonly environment: () => Readonly<Record<string, string>>;
}

interface OwnTable {
  readonly answer: (stage: Stage) => Promise<(question: WireQuestion) => Promise<WireAnswer>>;
  readonly environment: (origin: string) => Readonly<Record<string, string>>;
}
/** Tables of our own, by the names under which they fail. */
const OWN_TABLES: Readonly<Record<string, OwnTable>> = {
  [SHARED_STATE]: { answer: sharedTable, environment: sharedEnvironment },
  [CLIENTS]: { answer: clientsTable, environment: clientsEnvironment },
  [TRAIL]: { answer: trailTable, environment: trailEnvironment },
};

/** Starts one server per source, and one for each table of our own, each on a port of its own. */
export async function startSandbox({
  now = systemClock,
  seed = 1,
  faults = {},
  onAnswer = () => {},
}: SandboxOptions = {}): Promise<Sandbox> {
  const folders = sourceFolders();
  const counts = new Map<string, string[]>();
  const closers: (() => Promise<void>)[] = [];
  const stage = { world: worldAt(now(), seed), onClose: (end: () => Promise<void>) => closers.push(end) };
  const onRequest = (id: string) => (question: string) => {
    const known = counts.get(id) ?? [];
    counts.set(id, known);
    known.push(question);
  };

  async function emulate(folder: SourceFolder): Promise<Emulation> {
    const source = await sourceIn(folder);
    const [{ emulate: knowledge }, { standard }] = await Promise.all([
      importFrom<{ emulate: unknown }>(join(folder.path, 'fixture', 'emulate.ts')),
      importFrom<{ standard: Standard<unknown> }>(join('sandbox', 'standards', `${source.connector}.ts`)),
    ]);
    const answer: Answerer = await standard.answer(knowledge, stage);
    const served = await serve({
      id: source.id,
      onRequest: onRequest(source.id),
      onAnswer: (exchange) => onAnswer(source.id, exchange),
      answer: async (question, origin) => {
        const moment = new Date(now().getTime() + served.clockError() * 1000);
        return answer(question, { world: worldAt(moment, seed), source, origin });
      },
    });
    return { served, environment: () => ({ ...standard.environment, ...environmentOf(source, served.origin()) }) };
  }

  async function emulateTable(id: string, { answer, environment }: OwnTable): Promise<Emulation> {
    const served = await serve({ id, onRequest: onRequest(id), answer: await answer(stage) });
    return { served, environment: () => environment(served.origin()) };
  }

  const running = new Map(
    await Promise.all([
      ...folders.map(async (folder) => [folder.id, await emulate(folder)] as const),
      ...Object.entries(OWN_TABLES).map(async ([id, table]) => [id, await emulateTable(id, table)] as const),
    ]),
  );
  const fail: Sandbox['fail'] = async (dataset, fault) => {
    const emulation = running.get(dataset);
    if (!emulation) throw new Error(`There is no source "${dataset}". There are: ${[...running.keys()].join(', ')}.`);
    await emulation.served.fail(fault);
  };
  const datasets = folders.map(({ id }) => id);
  const sandbox: Sandbox = {
    datasets,
    environment: () =>
      Object.assign(
        { SANDBOX_DATASETS: datasets.join(',') },
        ...[...running.values()].map(({ environment }) => environment()),
      ),
    requests: (dataset) => counts.get(dataset) ?? [],
    resetCounts: () => counts.clear(),
    fail,
    close: async () => {
      await Promise.all([...running.values()].map(({ served }) => served.close()));
      await Promise.all(closers.map((end) => end()));
    },
  };
  try {
    for (const [dataset, fault] of Object.entries(faults)) await fail(dataset, fault);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  return sandbox;
}

/** The same path as the real endpoint, on the emulator's origin. Any key will do there, and it may be asked more often. */
function environmentOf({ endpoint, key, quota }: Source, origin: string): Record<string, string> {
  const { pathname, search } = new URL(endpoint.fallback ?? origin);
  return {
    [endpoint.variable]: pathname === '/' ? origin : `${origin}${pathname}${search}`,
    ...(key ? { [key.variable]: 'sandbox' } : {}),
    ...(quota.fallback === 'none' ? {} : { [quota.variable]: '500/60' }),
  };
}
