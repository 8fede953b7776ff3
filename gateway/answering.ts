import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { type GatewayOperation, gatewayOperations } from '../kernel/trace.ts';
import type { EngineAnswer } from './engine/answer.ts';
import { distinct, openError } from './errors.ts';
import type { Admit } from './policies/admission.ts';
import { resolvable } from './policies/resolvable-operation.ts';
import type { Caller } from './transport/transport.ts';

/** What the gateway keeps of one request. */
export interface GatewayContext {
  readonly startedAt: number;
  readonly caller: Caller;
  /** Estimated cost, once the operation is admitted. */
  cost: number | null;
  /** What our engine answered. */
  answered: EngineAnswer | null;
}

/** Judges every operation before anything is asked; what is refused is answered here. */
export function admit(judge: Admit): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ contextValue, document, operation, queryHash, request, schema }) => {
        const { errors, cost } = judge(document, operation, queryHash ?? '', request.variables ?? {});
        contextValue.cost = cost;
        const refused = errors.length > 0 ? errors : resolvable(schema, operation);
        if (refused.length === 0) return null;
        return {
          http: { status: 400, headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { errors: refused.map((error) => openError(error.toJSON(), error)) } },
        };
      },
    }),
  };
}

/** Each fault once, what a shared cache must know, what it cost, and the trace of the operation. */
export const finishAnswer: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, operationName, response }) => {
      const { headers } = response.http;
      const { answered, caller, cost, startedAt } = contextValue;
      headers.set('vary', 'accept-language');
      headers.set('cache-control', answered?.maxAge ? `public, max-age=${answered.maxAge}` : 'no-store');
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      if (singleResult.errors) singleResult.errors = distinct(singleResult.errors);
      if (cost !== null && singleResult.data !== undefined) {
        const { extensions } = singleResult;
        const subgraphs = extensions?.cost === undefined ? {} : { subgraphs: extensions.cost };
        const actual = answered ? { actual: answered.cost } : {};
        singleResult.extensions = { ...extensions, cost: { estimated: cost, ...actual, ...subgraphs } };
      }
      if (!gatewayOperations.hasSubscribers) return;
      gatewayOperations.publish({
        traceId: caller.traceId,
        operation: operationName ?? 'anonymous',
        errors: singleResult.errors?.length ?? 0,
        startedAt,
        ms: performance.now() - startedAt,
      } satisfies GatewayOperation);
    },
  }),
};
