import { accessFactsOf } from '../../../gateway/access/needs.ts';
import { factsOf } from '../../../gateway/facts.ts';
import { createGateway } from '../../../gateway/gateway.ts';
import { costFactsOf } from '../../../gateway/policies/cost-facts.ts';
import { answerStatically } from '../../../gateway/static-roots.ts';
import { createAsk } from '../../../gateway/transport/transport.ts';
import { serveLambda } from '../../../infra/lambda-http.ts';
import type { LambdaHandler } from '../../../kernel/lambda.ts';
import { compose, partOf } from '../../../tooling/composition.ts';
import { importFrom, ownSubgraphNames, type SubgraphFolder, subgraphFolders } from '../../../tooling/folders.ts';
import { type Answer, type AskOptions, type City, startCity } from '../../support/city.ts';
import { type LibraryService, startLibraries, TOKEN } from './library-service.ts';
import { remote } from './subgraph/remote.ts';

/** The folder of the libraries, which stands beside this file and not under `subgraphs/`. */
export const LIBRARIES: SubgraphFolder = {
  name: 'libraries',
  path: 'test/federation/foreign/subgraph',
  isRemote: true,
};

/** The real domains and the libraries of somebody else behind one gateway. */
export interface World {
  readonly city: City;
  readonly service: LibraryService;
  /** The headers that subgraphs of ours were sent. */
  readonly sentToOurs: Readonly<Record<string, string | undefined>>[];
  ask(query: string, options?: AskOptions & { readonly patience?: number }): Promise<Answer<Record<string, unknown>>>;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const sentToOurs: World['sentToOurs'] = [];
  const watched = await Promise.all(
    ownSubgraphNames().map(async (name) => {
      const { handler } = await importFrom<{ handler: LambdaHandler }>(`subgraphs/${name}/handler.ts`);
      const watching: LambdaHandler = (event, context) => {
        sentToOurs.push(event.headers);
        return handler(event, context);
      };
      return [name, watching] as const;
    }),
  );
  const [city, service] = await Promise.all([
    startCity({ isAlone: true, handlers: Object.fromEntries(watched) }),
    startLibraries(),
  ]);
  process.env[remote.endpoint.variable] = service.url;
  process.env.SUBGRAPH_LIBRARIES_TOKEN = TOKEN;
  const graph = compose([...subgraphFolders(), LIBRARIES].map(partOf));
  const facts = {
    ...factsOf(graph.supergraphSdl),
    ...costFactsOf(graph.supergraphSdl),
    ...accessFactsOf(graph.supergraphSdl),
  };
  const ask = createAsk({ libraries: remote });
  /** Milliseconds for which the libraries are waited for in a test of their silence. */
  let patience: number | undefined;
  const gateway = createGateway(
    { ...graph, facts },
    {
      ask: (request) => {
        const isHurried = patience !== undefined && request.subgraph === 'libraries';
        const deadline = isHurried ? performance.now() + (patience ?? 0) : request.caller.deadline;
        return ask({ ...request, caller: { ...request.caller, deadline } });
      },
      answerWithout: answerStatically,
      engine: process.env.GATEWAY_ENGINE ?? null,
    },
  );
  await gateway.started;
  const listening = await serveLambda(gateway.answer);
  return {
    city,
    service,
    sentToOurs,
    ask: async (query, { variables = {}, headers = {}, patience: given } = {}) => {
      patience = given;
      const response = await fetch(`${listening.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return {
        status: response.status,
        ...((await response.json()) as Omit<Answer<Record<string, unknown>>, 'status'>),
      };
    },
    close: async () => {
      delete process.env[remote.endpoint.variable];
      delete process.env.SUBGRAPH_LIBRARIES_TOKEN;
      await listening.close();
      await service.close();
      await city.close();
    },
  };
}
