import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Source } from '../kernel/source.ts';
import { type Clock, systemClock } from '../kernel/time.ts';
import { importFrom, type SourceFolder, sourceFolders, sourceIn } from '../tooling/folders.ts';
import type { Answerer, Standard, WireAnswer } from './emulator.ts';
import { worldAt } from './world.ts';

/** How an emulated administration can fail: no connection, no answer, or a server error. */
export const FAULTS = ['refuse', 'hang', '500'] as const;
export type Fault = (typeof FAULTS)[number];

export interface SandboxOptions {
  readonly now?: Clock;
  readonly seed?: number;
  readonly faults?: Readonly<Record<string, Fault>>;
}

/** The emulated administrations, running. */
export interface Sandbox {
  /** Ids of the sources that are emulated. */
  readonly datasets: readonly string[];
  /** Environment variables that lead the sources here. */
  readonly environment: Readonly<Record<string, string>>;
  /** Requests that reached a source since the start or the last reset, as `METHOD /path?query` or `POST <operation>`. */
  requests(dataset: string): readonly string[];
  resetCounts(): void;
  close(): Promise<void>;
}

/** Starts one server per source, on a port of its own on the loopback interface. */
export async function startSandbox({
  now = systemClock,
  seed = 1,
  faults = {},
}: SandboxOptions = {}): Promise<Sandbox> {
  const folders = sourceFolders();
  for (const dataset of Object.keys(faults)) {
    if (!folders.some(({ id }) => id === dataset)) {
      throw new Error(`There is no source "${dataset}". There are: ${folders.map(({ id }) => id).join(', ')}.`);
    }
  }
  const counts = new Map<string, string[]>();
  const running = await Promise.all(
    folders.map((folder) => emulate(folder, { now, seed, fault: faults[folder.id], counts })),
  );
  return {
    datasets: folders.map(({ id }) => id),
    environment: Object.assign(
      { SANDBOX_DATASETS: folders.map(({ id }) => id).join(',') },
      ...running.map(({ environment }) => environment),
    ),
    requests: (dataset) => counts.get(dataset) ?? [],
    resetCounts: () => counts.clear(),
    close: async () => {
      await Promise.all(running.map(({ close }) => close()));
    },
  };
}

interface Emulation {
  readonly now: Clock;
  readonly seed: number;
  readonly fault: Fault | undefined;
  readonly counts: Map<string, string[]>;
}

async function emulate(folder: SourceFolder, { now, seed, fault, counts }: Emulation) {
  const source = await sourceIn(folder);
  const [{ emulate: knowledge }, { standard }] = await Promise.all([
    importFrom<{ emulate: unknown }>(join(folder.path, 'fixture', 'emulate.ts')),
    importFrom<{ standard: Standard<unknown> }>(join('sandbox', 'standards', `${source.connector}.ts`)),
  ]);
  const closers: (() => Promise<void>)[] = [];
  const answer: Answerer = await standard.answer(knowledge, {
    world: worldAt(now(), seed),
    onClose: (end) => closers.push(end),
  });
  const server = createServer((request, response) => {
    const operation = request.headers['x-amz-target']; // DynamoDB tells operations apart by this header alone.
    const question = `${request.method} ${operation ?? request.url}`;
    counts.set(source.id, [...(counts.get(source.id) ?? []), question]);
    if (fault === 'hang') return;
    if (fault === '500') return send(response, { status: 500, body: 'Internal Server Error' });
    respond(request, response).catch((error: unknown) => {
      console.error(`The emulator of ${source.id} failed:`, error);
      send(response, { status: 500, body: 'The emulator failed' });
    });
  });
  const origin = await listen(server);
  if (fault === 'refuse') await close(server);

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const question = {
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', origin),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    send(response, await answer(question, { world: worldAt(now(), seed), source, origin }));
  }

  return {
    environment: { ...standard.environment, ...environmentOf(source, origin) },
    close: async () => {
      if (fault !== 'refuse') await close(server);
      await Promise.all(closers.map((end) => end()));
    },
  };
}

/** The same path as the real endpoint, on the emulator's origin; any key will do there, but one must be sent. */
function environmentOf({ endpoint, key }: Source, origin: string): Record<string, string> {
  const { pathname, search } = new URL(endpoint.fallback ?? origin);
  return {
    [endpoint.variable]: pathname === '/' ? origin : `${origin}${pathname}${search}`,
    ...(key ? { [key.variable]: 'sandbox' } : {}),
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: WireAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(text);
}
