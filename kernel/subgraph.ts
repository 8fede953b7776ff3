import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, type GraphQLFormattedError, parse } from 'graphql';
import { guard } from './access.ts';
import { type Caller, fromHeader } from './caller.ts';
import { NotAskedError } from './door/gate.ts';
import type { SourceEntry } from './door/ledger.ts';
import { ERRORS } from './errors.ts';
import { type Door, openDoor } from './http.ts';
import { answerGraphQL, bodyOf, type LambdaHandler, refuse, timeLeft } from './lambda.ts';
import { causeOf, log, stackOf } from './log.ts';
import { isSigned } from './message-signature.ts';
import { observed } from './observing.ts';
import { withinPayload } from './payload.ts';
import { countReads, type FieldReads, openFieldReads } from './reads.ts';
import { eachReference } from './references.ts';
import { withSecrets } from './secrets.ts';
import { observedSubgraph } from './subgraph-account.ts';
import { type Language, preferredLanguages } from './text.ts';
import { type Clock, systemClock } from './time.ts';
import { codesOf, type SubgraphAnswered, subgraphAnswers } from './trace.ts';
import { continueTrace } from './trace-context.ts';
import { valueTypeResolvers } from './value-types.ts';

/** What every resolver of a subgraph is given. */
export interface SubgraphContext<Loaders> {
  /** The reader's languages, the dearest first; empty when they name none that the graph has. */
  readonly languages: readonly Language[];
  /** Failures that left a part of what was asked; what is added is told at the end of the answer. */
  readonly outages: Error[];
  readonly now: Clock;
  /** Until when everything in the answer may be called fresh (milliseconds since 1970). */
  readonly freshUntil: () => number;
  /** The sources that took part in the answer. */
  readonly sources: () => readonly SourceEntry[];
  /** For which of its fields they were read. */
  readonly fieldReads: FieldReads;
  /** Who asks, for what is not open to everybody; null where everything is. */
  readonly caller: Caller | null;
  /** Names the call, in traces. */
  readonly spanId: string;
  /** Everything this subgraph can ask for, batched. */
  readonly loaders: Loaders;
}

type ResolverMap = Readonly<Record<string, unknown>>;

/** One domain of the graph. */
export interface Subgraph<Loaders> {
  /** The name of its folder. */
  readonly name: string;
  /** Its whole schema: the shared value types and its own file. */
  readonly typeDefs: string;
  readonly resolvers: ResolverMap;
  /** Made anew for each request, so that nothing of one caller reaches another. */
  readonly createLoaders: (door: Door) => Loaders;
}

/** Declares a subgraph. */
export function defineSubgraph<Loaders>(subgraph: Subgraph<Loaders>): Subgraph<Loaders> {
  return subgraph;
}

/** The executable schema of a subgraph: its own resolvers beside the shared ones. */
export function schemaOf({ typeDefs, resolvers }: Pick<Subgraph<unknown>, 'typeDefs' | 'resolvers'>) {
  const [shared, own] = [eachReference(valueTypeResolvers), eachReference(resolvers)];
  const merged = Object.fromEntries(
    [...new Set([...Object.keys(shared), ...Object.keys(own)])].map((type) => {
      const both = [shared[type], own[type]].filter((part) => part !== undefined);
      return [type, both.length === 1 ? both[0] : Object.assign({}, ...both)];
    }),
  );
  return guard(countReads(buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: merged }])));
}

/** Makes the Lambda handler of a subgraph. */
export function createSubgraphHandler<Loaders>(subgraph: Subgraph<Loaders>, now: Clock = systemClock): LambdaHandler {
  const formatError = hideFaults(subgraph.name);
  const server = new ApolloServer<SubgraphContext<Loaders>>({
    schema: schemaOf(subgraph),
    csrfPrevention: false, // Only the gateway calls a subgraph.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    persistedQueries: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      nameOutages(formatError),
      sayHowLong,
      nameSources,
    ],
    formatError,
  });
  const started = server.start();
  started.catch(() => {}); // Reported by the first request.

  const answer: LambdaHandler = async (event, lambda) => {
    if (!isSigned({ headers: event.headers, body: bodyOf(event) }))
      return refuse(401, 'UNAUTHENTICATED', 'A subgraph answers the gateway alone.');
    await started;
    const clock = lambda?.now ?? now;
    return answerGraphQL(server, event, async () => {
      const { traceId, spanId } = lambda?.trace ?? continueTrace(event.headers.traceparent);
      const door = openDoor(
        { now: clock, subgraph: subgraph.name, traceId, spanId },
        {
          deadline: event.headers['x-deadline-ms'],
          timeLeft: timeLeft(lambda),
          onGone: lambda?.onGone,
          account: event.headers['x-account'],
        },
      );
      return {
        now: clock,
        languages: preferredLanguages(event.headers['accept-language']),
        outages: door.outages,
        freshUntil: door.freshUntil,
        sources: door.sources,
        fieldReads: openFieldReads(),
        caller: fromHeader(event.headers['x-caller']),
        loaders: subgraph.createLoaders(door),
        spanId,
      };
    });
  };
  return observed(observedSubgraph(subgraph.name), withSecrets(withinPayload(answer)));
}

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Adds what no field could report: that a list is only a part, because one of its sources is down. */
function nameOutages(formatError: FormatError): ApolloServerPlugin<SubgraphContext<unknown>> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ contextValue: { outages }, response: { body } }) => {
        if (body.kind !== 'single' || outages.length === 0) return;
        const partial = outages.map((outage) => {
          const error = new GraphQLError(outage.message, { originalError: outage });
          const extensions = { code: 'INTERNAL_SERVER_ERROR', ...error.extensions };
          return formatError({ message: error.message, extensions }, error);
        });
        body.singleResult.errors = [...(body.singleResult.errors ?? []), ...partial];
      },
    }),
  };
}

/** Seconds for which an answer may be kept that no administration was asked for. */
const CONSTANT_FOR = 3_600;

/**
 * Says for how long the answer may be kept (`Cache-Control`, RFC 9111): until the first of its readings is no longer
 * fresh. With an error in it, or for somebody in particular, not at all. Tells whoever observes.
 */
const sayHowLong: ApolloServerPlugin<SubgraphContext<unknown>> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { caller, freshUntil, now, spanId }, response: { body, http } }) => {
      const isWhole = body.kind === 'single' && !body.singleResult.errors?.length;
      const seconds = Math.floor(Math.min(CONSTANT_FOR, (freshUntil() - now().getTime()) / 1000));
      const maxAge = isWhole && !caller ? Math.max(0, seconds) : 0;
      http.headers.set('cache-control', maxAge > 0 ? `public, max-age=${maxAge}` : 'no-store');
      if (!subgraphAnswers.hasSubscribers) return;
      const codes = body.kind === 'single' ? codesOf(body.singleResult.errors) : [];
      subgraphAnswers.publish({ spanId, codes, maxAge } satisfies SubgraphAnswered);
    },
  }),
};

/** Names the sources that took part in `extensions.sources`, however the answer came out. */
const nameSources: ApolloServerPlugin<SubgraphContext<unknown>> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { sources, fieldReads }, response: { body } }) => {
      const took = sources().map((source) => ({ ...source, paths: fieldReads.pathsOf(source.dataset) }));
      if (body.kind !== 'single' || took.length === 0) return;
      body.singleResult.extensions = { ...body.singleResult.extensions, sources: took };
    },
  }),
};

/** Logs what failed once, with its cause; a fault of our own tells the client nothing but its code. */
function hideFaults(subgraph: string): FormatError {
  const logged = new WeakSet<object>();
  return (formatted, error) => {
    const { code, dataset, field } = formatted.extensions ?? {};
    const original = error instanceof Error && 'originalError' in error ? error.originalError : error;
    // One failure of a source nulls many fields, each with an error of its own.
    const isNews = !(original instanceof Error) || !logged.has(original);
    if (original instanceof Error) logged.add(original);
    if (typeof code === 'string' && code.startsWith('SOURCE_')) {
      // What was not asked is known to be down already.
      if (!isNews || original instanceof NotAskedError) return formatted;
      log.warn('a source failed', {
        subgraph,
        code,
        dataset: String(dataset),
        ...(field === undefined ? {} : { field: String(field) }),
        cause: original instanceof Error ? causeOf(original.cause) : null,
      });
      return formatted;
    }
    if (code !== 'INTERNAL_SERVER_ERROR') return formatted;
    log.error('a resolver failed', { subgraph, stack: stackOf(original) });
    return {
      message: `The ${subgraph} domain ${ERRORS.INTERNAL_SERVER_ERROR.says}.`,
      ...(formatted.path ? { path: formatted.path } : {}),
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      extensions: { code, retryable: false },
    };
  };
}
