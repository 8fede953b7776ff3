import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { codesOf, type GatewayOperation, gatewayOperations } from '../kernel/trace.ts';
import { accessOf } from './access/admit.ts';
import type { Visit } from './access/entrance.ts';
import { CHALLENGE } from './access/identify.ts';
import type { Data } from './engine/data.ts';
import type { Engine } from './engine/engine.ts';
import { distinct, openError } from './errors.ts';
import { coerceVariables } from './operation/variables.ts';
import type { Admit } from './policies/admission.ts';
import { resolvable } from './policies/resolvable-operation.ts';
import { attributionsOf, costsOf, sourcesOf, type Told } from './told.ts';
import type { Caller } from './transport/transport.ts';

/** What the gateway keeps of one request. */
export interface GatewayContext extends Visit {
  readonly startedAt: number;
  /** With who it is, once the operation asks for what is not open to everybody. */
  caller: Caller;
  /** Estimated cost, once the operation is admitted. */
  cost: number | null;
  /** What the answer really cost; null where the engine does not count. */
  actualCost: number | null;
  /** What subgraphs told beside their data; absent where the engine does not know in what places. */
  told?: readonly Told[] | undefined;
  /** Seconds for which a shared cache may keep the answer. */
  maxAge: number;
  /** Whether it was admitted, is open to everybody, and neither tells where somebody is nor what they look for. */
  isPublic: boolean;
}

/** What HTTP wants beside a status (RFC 9110, 15.5.2 and 15.5.6). */
const CHALLENGES: Readonly<Record<number, [name: string, value: string][]>> = {
  401: [['www-authenticate', CHALLENGE]],
  405: [['allow', 'POST']],
};

/**
 * Judges every operation before anything is asked, then has the engine answer it.
 *
 * The engine answers here and not as Apollo Server's `executor`, because the context that is made for an executor has
 * accessors of its own: each makes a hidden class in V8's old space that keeps the request and its answer alive until
 * the next full collection. Without an engine (`null`) that executor is Apollo's own and goes on.
 */
export function answerOperation(
  api: GraphQLSchema,
  judge: Admit,
  engine: Engine | null,
): ApolloServerPlugin<GatewayContext> {
  const refuse = (errors: readonly GraphQLFormattedError[], status = 400) => ({
    http: { status, headers: new HeaderMap(CHALLENGES[status] ?? []) },
    body: { kind: 'single' as const, singleResult: { errors } },
  });
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ contextValue, document, operation, queryHash = '', request, schema }) => {
        const unresolvable = resolvable(schema, operation);
        if (!operation || unresolvable) return refuse(unresolvable ? [formatted(unresolvable)] : []);
        const variables = request.variables ?? {};
        const isGet = request.http?.method === 'GET';
        const judged = judge(document, operation, queryHash, variables, isGet);
        if (judged.errors.length > 0) return refuse(judged.errors, judged.status);
        contextValue.cost = judged.cost;
        const isMutation = operation.operation === 'mutation';
        const closed = judged.closed ?? null;
        // A change is made whole or not at all; and Apollo's engine cannot leave fields out.
        const { known, denied, refusal } = accessOf(contextValue.identity, closed, isMutation || !engine);
        if (refusal) return refuse(refusal.errors, refusal.status);
        const dry = await contextValue.meter.charge(judged.cost);
        if (dry) return refuse([dry], 429);
        const isOpen = closed === null && !isMutation;
        contextValue.isPublic = isOpen && !judged.isPersonal;
        if (!isOpen) contextValue.caller = { ...contextValue.caller, known };
        if (!engine) {
          // Ours does so itself; the schema that Apollo's makes has not our scalars.
          const { refused } = coerceVariables(api, operation, variables);
          return refused ? refuse(refused.map(formatted)) : null;
        }
        const { caller } = contextValue;
        const { data, errors, told, cost, maxAge } = await engine({
          document,
          definition: operation,
          hash: queryHash,
          variables,
          caller,
          denied,
        });
        if (data === undefined) return refuse((errors ?? []).map(formatted));
        contextValue.actualCost = cost;
        contextValue.maxAge = contextValue.isPublic ? maxAge : 0;
        contextValue.told = told;
        return {
          http: { headers: new HeaderMap() },
          body: {
            kind: 'single',
            singleResult: {
              data,
              ...(errors ? { errors: errors.map(formatted) } : {}),
            },
          },
        };
      },
    }),
  };
}

const withoutPlace = (extensions: Data): Told => ({ extensions, locate: () => [] });

const formatted = (error: GraphQLError) => openError(error.toJSON(), error);

/**
 * Each fault once, what a shared cache must know, what it cost, and the trace of the operation.
 * @param ours Documents whose names are nobody's invention, by hash.
 */
export const finishAnswer = (ours: ReadonlyMap<string, string>): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, operationName, queryHash = '', response }) => {
      const { headers } = response.http;
      const { actualCost, caller, cost, identity, maxAge, meter, startedAt, told } = contextValue;
      const mayKeep = identity.kind === 'ANONYMOUS' ? 'public' : 'private';
      headers.set('vary', 'accept, accept-language, authorization, x-api-key');
      headers.set('cache-control', maxAge > 0 ? `${mayKeep}, max-age=${maxAge}` : 'no-store');
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      if (singleResult.errors) singleResult.errors = distinct(singleResult.errors);
      if (cost !== null && singleResult.data !== undefined) {
        const all = told ?? (caller.extensions ?? []).map(withoutPlace);
        const sources = sourcesOf(all, singleResult.errors ?? []);
        const subgraphs = costsOf(all);
        const actual = actualCost === null ? {} : { actual: actualCost };
        singleResult.extensions = {
          ...(sources.length > 0 ? { sources, attribution: attributionsOf(sources) } : {}),
          cost: { estimated: cost, charged: meter.charged(), ...actual, ...(subgraphs ? { subgraphs } : {}) },
        };
      }
      if (!gatewayOperations.hasSubscribers) return;
      const isOurs = ours.has(queryHash);
      gatewayOperations.publish({
        traceId: caller.traceId,
        spanId: caller.spanId ?? '',
        operation: operationName ?? 'anonymous',
        known: isOurs ? (operationName ?? null) : null,
        // A hash of something short gives it away to whoever tries all that it could be.
        hash: isOurs || contextValue.isPublic ? queryHash : null,
        cost: meter.charged(),
        maxAge,
        errors: singleResult.errors?.length ?? 0,
        codes: codesOf(singleResult.errors),
        startedAt,
        ms: performance.now() - startedAt,
      } satisfies GatewayOperation);
    },
  }),
});
