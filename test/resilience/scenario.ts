import assert from 'node:assert/strict';
import { closeDoors } from '../../kernel/http.ts';
import { type SourceRequest, sourceRequests } from '../../kernel/trace.ts';
import { type Answer, type City, type CityOptions, startCity } from '../support/city.ts';

/** One kind of fault, what must happen then, and how it is shown. */
export interface Scenario {
  /** As the table of faults numbers it, such as `F2`. */
  readonly id: string;
  readonly fault: string;
  readonly must: string;
  /** Milliseconds within which every answer has to be there; told by `npm run faults`, never asserted in a test. */
  readonly within: number;
  /** @throws {assert.AssertionError} when what must happen does not. */
  readonly run: () => Promise<Measured>;
}

/** What was seen. */
export interface Measured {
  /** Milliseconds until the slowest answer. */
  readonly slowest: number;
  /** Requests that reached an administration or a subgraph, and how many of them were asked again. */
  readonly calls: number;
  readonly extra: number;
  /** What a client saw. */
  readonly client: string;
}

/** A city whose clock the scenario sets. */
export interface Stage {
  readonly city: City;
  readonly ask: <Data = Record<string, unknown>>(
    query: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer<Data>>;
  readonly advance: (seconds: number) => void;
  /** What became of the questions to a dataset since the last time. */
  readonly outcomes: (dataset: string) => readonly SourceRequest['outcome'][];
  /** Everything forgotten, as in an instance that has just started. */
  readonly forget: () => Promise<void>;
  readonly slowest: () => number;
}

const START = Date.UTC(2026, 2, 2, 7, 30);

/** Plays a scenario in a city of its own; nothing of the sources may show in any answer. */
export async function onStage<T>(options: CityOptions, play: (stage: Stage) => Promise<T>): Promise<T> {
  let now = START;
  let slowest = 0;
  let seen: SourceRequest[] = [];
  const listen = (message: unknown) => seen.push(message as SourceRequest);
  await closeDoors();
  const city = await startCity({ ...options, now: () => new Date(now) });
  sourceRequests.subscribe(listen);
  try {
    return await play({
      city,
      ask: async (query, headers = {}) => {
        const startedAt = performance.now();
        const answer = await city.ask(query, { headers });
        slowest = Math.max(slowest, performance.now() - startedAt);
        assert.equal(answer.status, 200);
        // What publishers want to be shown with their data may hold an address of theirs.
        const told = JSON.stringify(answer, (name, value) => (name === 'attribution' ? undefined : value));
        assert.doesNotMatch(told, /https?:|127\.0\.0\.1|localhost|invalid\b|ECONN|ENOTFOUND|<html|\bat \//);
        return answer as never;
      },
      advance: (seconds) => {
        now += seconds * 1000;
      },
      outcomes: (dataset) => {
        const own = seen.filter((request) => request.dataset === dataset).map(({ outcome }) => outcome);
        seen = seen.filter((request) => request.dataset !== dataset);
        return own;
      },
      forget: closeDoors,
      slowest: () => Math.round(slowest),
    });
  } finally {
    sourceRequests.unsubscribe(listen);
    await city.close();
  }
}

/** The codes of an answer's errors, each once. */
export function codesOf({ errors = [] }: Answer<unknown>): readonly unknown[] {
  return [...new Set(errors.map(({ extensions }) => extensions.code))];
}

/** What an answer tells of one source. */
export function sourceOf({ extensions }: Answer<unknown>, dataset: string) {
  const source = extensions?.sources?.find((each) => each.dataset === dataset);
  assert.ok(source, `extensions.sources has nothing of ${dataset}`);
  return source;
}

/** Bikes fail in most scenarios; air and names must not notice. */
export const BIKES = 'villo-stations';
export const QUESTION = `{
  bikeStations(first: 1) { id bikesAvailable provenance { freshness observedAt } }
  airStations(first: 1) { id }
  municipalities(nisCodes: ["21009"]) { nisCode name { value } }
}`;
export interface Bikes {
  readonly bikeStations: { readonly provenance: { readonly freshness: string } }[] | null;
  readonly airStations: unknown[] | null;
  readonly municipalities: { readonly nisCode: string; readonly name: unknown }[];
}

/** Everything but the bikes is there. */
export function expectOthers({ data }: Answer<Bikes>): void {
  assert.equal(data.airStations?.length, 1);
  assert.ok(data.municipalities[0]?.name);
}
