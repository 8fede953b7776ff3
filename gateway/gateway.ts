import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { answerGraphQL, type LambdaContext, type LambdaHandler, refuse, timeFor } from '../kernel/lambda.ts';
import type { Clock } from '../kernel/time.ts';
import { fromTraceparent } from '../kernel/trace.ts';
import { valueTypeResolvers } from '../kernel/value-types.ts';
import { createEntrance } from './access/entrance.ts';
import type { AccessFacts } from './access/needs.ts';
import { answerOperation, finishAnswer, type GatewayContext } from './answering.ts';
import { type Documents, knowDocuments } from './documents/documents.ts';
import type { AnswerWithout } from './engine/compile-plan.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { createPlanner, type Planner } from './engine/planner.ts';
import { type Plans, preparedPlans } from './engine/prepared.ts';
import { openError } from './errors.ts';
import type { SupergraphFacts } from './facts.ts';
import { asGeoJson } from './geojson.ts';
import { createAdmission } from './policies/admission.ts';
import type { CostFacts } from './policies/cost-facts.ts';
import { LIMITS } from './policies/limits.ts';
import { shedding } from './policies/load.ts';
import { refuseMedia } from './policies/media-type.ts';
import { isTooLarge, withinSize } from './policies/size.ts';
import type { Ask } from './transport/transport.ts';

/** A composed graph: what clients see, and what the gateway knows of the subgraphs. */
export interface Graph {
  readonly supergraphSdl: string;
  readonly apiSdl: string;
  readonly facts: SupergraphFacts & CostFacts & AccessFacts;
}

export interface GatewayOptions {
  readonly ask: Ask;
  readonly answerWithout?: AnswerWithout;
  /** `apollo` runs Apollo's own engine, for comparison and where the planner has no binary. */
  readonly engine?: string | null;
  /** Documents that can be asked for by their hash; by default none are known. */
  readonly documents?: Documents;
  /** Plans that were made when the gateway was built; by default none. */
  readonly plans?: Plans;
  /** Where "now" comes from, for credentials and quotas; the system's clock by default. */
  readonly now?: Clock;
}

const NO_DOCUMENTS: Documents = {
  trusted: new Map(),
  published: { find: async () => null },
};

/** A gateway over a graph: an Apollo Server whose engine is ours. */
export interface Gateway {
  /** Answers a GraphQL-over-HTTP request. */
  readonly answer: LambdaHandler;
  /** Settled when the graph can be asked. */
  readonly started: Promise<void>;
}

export function createGateway(graph: Graph, options: GatewayOptions): Gateway {
  const schema = apiSchema(graph);
  const prepared = preparedPlans(graph.supergraphSdl, options.plans ?? {});
  const planner = options.engine === 'apollo' ? null : createPlanner(graph.supergraphSdl, LIMITS.planning, prepared);
  const engine = planner && ownEngine(graph, options, schema, planner);
  const server = new ApolloServer<GatewayContext>({
    gateway: planner ? graphInterface(graph, schema, planner) : apolloInterface(graph, options),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    parseOptions: { maxTokens: LIMITS.tokens },
    // Validation is the second policy of admission: what makes it slow is refused before.
    dangerouslyDisableValidation: true,
    formatError: openError,
    stringifyResult: JSON.stringify,
    persistedQueries: false, // Its own become known by whoever sends them.
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      knowDocuments(options.documents ?? NO_DOCUMENTS),
      answerOperation(schema, createAdmission(schema, graph.facts), engine),
      finishAnswer,
    ],
  });
  const enter = createEntrance(options.now);
  const started = server.start();
  started.catch(() => {}); // Reported by the first request.
  return {
    started,
    answer: shedding(
      asGeoJson(async (event, lambda?: LambdaContext) => {
        if (isTooLarge(event)) return refuse(413, 'QUERY_TOO_COMPLEX', `A request has at most ${LIMITS.bytes} bytes.`);
        const visit = await enter(event);
        if (!('meter' in visit)) return visit;
        const unreadable = refuseMedia(event);
        if (unreadable) return visit.meter.sign(unreadable);
        await started;
        const answer = await answerGraphQL(
          server,
          event,
          async (): Promise<GatewayContext> => ({
            ...visit,
            startedAt: performance.now(),
            caller: {
              account: visit.identity.account,
              traceId: fromTraceparent(event.headers.traceparent),
              acceptLanguage: event.headers['accept-language'],
              deadline: performance.now() + timeFor(lambda, LIMITS.deadline),
              onGone: lambda?.onGone,
              extensions: engine ? undefined : [], // Ours gives them with their places.
            },
            cost: null,
            actualCost: null,
            maxAge: 0,
          }),
        );
        return visit.meter.sign(withinSize(answer));
      }),
    ),
  };
}

/** What clients see; a `DateTime` is judged here, before anybody is asked. */
function apiSchema({ apiSdl }: Graph): GraphQLSchema {
  const schema = buildSchema(apiSdl, { assumeValid: true, noLocation: true });
  const { parseValue, parseLiteral } = valueTypeResolvers.DateTime;
  Object.assign(schema.getType('DateTime') ?? {}, { parseValue, parseLiteral });
  return schema;
}

function ownEngine({ facts }: Graph, options: GatewayOptions, schema: GraphQLSchema, planner: Planner): Engine {
  const { ask, answerWithout } = options;
  return createEngine({
    schema,
    facts,
    weights: facts.weights,
    planner,
    ask,
    ...(answerWithout ? { answerWithout } : {}),
  });
}

/** The graph in the form that Apollo Server takes (`@apollo/server-gateway-interface`); {@link answerOperation} runs it. */
function graphInterface({ supergraphSdl }: Graph, schema: GraphQLSchema, planner: Planner): GatewayInterface {
  return {
    onSchemaLoadOrUpdate: (listen) => {
      listen({ apiSchema: schema, coreSupergraphSdl: supergraphSdl });
      return () => {};
    },
    load: async () => {
      await planner.ready;
      return { executor: null };
    },
    stop: async () => {},
  };
}

/** Apollo's gateway, loaded only where it is asked for: it is a development dependency. */
function apolloInterface({ supergraphSdl }: Graph, { ask, answerWithout }: GatewayOptions): GatewayInterface {
  const gateway = import('./apollo-engine.ts').then(({ apolloEngine }) =>
    apolloEngine(supergraphSdl, ask, answerWithout),
  );
  return {
    onSchemaLoadOrUpdate: (listen) => {
      const listening = gateway.then((loaded) => loaded.onSchemaLoadOrUpdate(listen));
      return () => listening.then((stop) => stop());
    },
    load: async (given) => (await gateway).load(given),
    stop: async () => (await gateway).stop(),
  };
}
