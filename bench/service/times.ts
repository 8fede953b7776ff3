import { join } from 'node:path';
import { subgraphUrl } from '../../gateway/transport/address.ts';
import type { ClientOperation } from '../../tooling/client-operations.ts';
import { cpuMs, memoryMb, startProcess } from '../gateway/processes.ts';
import { ask } from './ask.ts';

/** Milliseconds of processor time for one operation whose answers are known already. */
export interface Times {
  readonly gatewayMs: number;
  /** Of all subgraphs that take part together. */
  readonly subgraphsMs: number;
}

export interface Timed {
  readonly times: ReadonlyMap<string, Times>;
  /** Resident at the end: the gateway, and all subgraphs in one process. */
  readonly memoryMB: { readonly gateway: number; readonly subgraphs: number };
}

const SCRIPT = join(import.meta.dirname, 'function-process.ts');
/** Before it is measured, so that V8 has compiled what it will. */
const WARM_UP = 20;

/** Measures each operation `rounds` times; the gateway in one process, the subgraphs in another. */
export async function timeAll(operations: readonly ClientOperation[], rounds: number): Promise<Timed> {
  const subgraphs = await startProcess(SCRIPT, ['subgraphs']);
  for (const [name, url] of Object.entries<string>(JSON.parse(subgraphs.line)))
    process.env[subgraphUrl(name).variable] = url;
  const gateway = await startProcess(SCRIPT, ['gateway']);
  const url: string = JSON.parse(gateway.line).gateway;
  const times = new Map<string, Times>();
  for (const operation of operations) {
    for (let round = 0; round < WARM_UP; round++) await ask(url, operation);
    const [gatewayBefore, subgraphsBefore] = [cpuMs(gateway.pid), cpuMs(subgraphs.pid)];
    for (let round = 0; round < rounds; round++) await ask(url, operation);
    times.set(operation.name, {
      gatewayMs: (cpuMs(gateway.pid) - gatewayBefore) / rounds,
      subgraphsMs: (cpuMs(subgraphs.pid) - subgraphsBefore) / rounds,
    });
    process.stderr.write('.');
  }
  const memoryMB = { gateway: Math.round(memoryMb(gateway.pid)), subgraphs: Math.round(memoryMb(subgraphs.pid)) };
  gateway.end();
  subgraphs.end();
  return { times, memoryMB };
}
