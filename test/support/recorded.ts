import { join } from 'node:path';
import type { LambdaHandler } from '../../kernel/lambda.ts';
import { importFrom, ownSubgraphNames } from '../../tooling/folders.ts';
import { type City, type CityOptions, startCity } from './city.ts';

/** A request that reached a subgraph or a source. */
export interface Arrived {
  /** Name of the subgraph, or id of the dataset. */
  readonly at: string;
  readonly isSource: boolean;
  /** As `METHOD /path?query`. */
  readonly request: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** A city that writes down what its requests lead to. */
export interface RecordedCity extends City {
  readonly arrived: () => readonly Arrived[];
}

/** Starts one; counts and records are reset together. */
export async function startRecordedCity(options: CityOptions = {}): Promise<RecordedCity> {
  let arrived: Arrived[] = [];
  const recording = async (name: string): Promise<[string, LambdaHandler]> => {
    const { handler } = await importFrom<{ handler: LambdaHandler }>(join('subgraphs', name, 'handler.ts'));
    return [
      name,
      (event, context) => {
        const request = `${event.requestContext.http.method} ${event.rawPath}?${event.rawQueryString}`;
        arrived.push({ at: name, isSource: false, request, headers: event.headers, body: event.body ?? '' });
        return handler(event, context);
      },
    ];
  };
  const city = await startCity({
    ...options,
    handlers: { ...Object.fromEntries(await Promise.all(ownSubgraphNames().map(recording))), ...options.handlers },
    onAnswer: (at, { request, headers, body }) => void arrived.push({ at, isSource: true, request, headers, body }),
  });
  return {
    ...city,
    arrived: () => arrived,
    resetCounts: () => {
      city.resetCounts();
      arrived = [];
    },
  };
}
