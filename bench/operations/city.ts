import { join } from 'node:path';
import { startFederation } from '../../infra/federation.ts';
import { closeDoors } from '../../kernel/http.ts';
import type { LambdaHandler } from '../../kernel/lambda.ts';
import { type SubgraphCall, subgraphCalls } from '../../kernel/trace.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Exchange } from '../../sandbox/serve.ts';
import type { ClientOperation } from '../../tooling/client-operations.ts';
import { importFrom, ownSubgraphNames } from '../../tooling/folders.ts';
import { type Call, callOf, type Step, stepsOf } from './calls.ts';

/** What the gateway answered. */
interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: {
    readonly cost?: { readonly estimated: number; readonly actual?: number };
    readonly sources?: readonly {
      readonly dataset: string;
      readonly state: string;
      readonly servedFrom: string | null;
    }[];
  };
}

/** An operation that was asked once, and everything that followed from it. */
export interface Asked {
  readonly answer: Answer;
  /** Bytes of the answer, before any compression. */
  readonly bytes: number;
  /** Calls to subgraphs, by their steps. */
  readonly calls: readonly Step[];
  /** Requests to sources. */
  readonly requests: readonly (Exchange & { readonly dataset: string })[];
}

/** A Monday in the evening rush hour: everything that measures, moves and waits does so. */
export const RUSH_HOUR = new Date('2026-03-02T17:30:00+01:00');

/**
 * The federation over the sandbox, where every call and every request is written down. It is alone, without the table
 * that instances share, and its clock stands still: what it kept stays fresh until it forgets.
 */
export async function startCity(now = RUSH_HOUR) {
  let calls: Call[] = [];
  let made: SubgraphCall[] = [];
  const note = (call: unknown): void => void made.push(call as SubgraphCall);
  subgraphCalls.subscribe(note);
  let requests: Asked['requests'][number][] = [];
  const sandbox = await startSandbox({
    now: () => now,
    onAnswer: (dataset, exchange) => void requests.push({ dataset, ...exchange }),
  });
  const noting = async (name: string): Promise<[string, LambdaHandler]> => {
    const { handler } = await importFrom<{ handler: LambdaHandler }>(join('subgraphs', name, 'handler.ts'));
    return [
      name,
      (event, context) => {
        calls.push(callOf(name, event.body ?? ''));
        return handler(event, context);
      },
    ];
  };
  const federation = await startFederation({
    now: () => now,
    environment: { ...sandbox.environment(), SHARED_STATE_TABLE: '', QUOTA_ANONYMOUS: '900000000/900000000' },
    handlers: Object.fromEntries(await Promise.all(ownSubgraphNames().map(noting))),
  });
  return {
    ask: async ({ text, variables }: ClientOperation): Promise<Asked> => {
      [calls, made, requests] = [[], [], []];
      const response = await fetch(`${federation.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      const body = await response.text();
      return { answer: JSON.parse(body), bytes: Buffer.byteLength(body), calls: stepsOf(calls, made), requests };
    },
    /** Has it know nothing any more, as an instance that starts. */
    forget: closeDoors,
    close: async (): Promise<void> => {
      subgraphCalls.unsubscribe(note);
      await federation.close();
      await sandbox.close();
    },
  };
}

/** Requests that were made more than once: to one address, with the same body. */
export function repeated(requests: Asked['requests']): readonly string[] {
  const groups = Map.groupBy(requests, ({ dataset, request, body }) => `${dataset} ${request} ${body}`.trim());
  return [...groups].filter(([, same]) => same.length > 1).map(([name, { length }]) => `${length} times ${name}`);
}
