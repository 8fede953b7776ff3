import { NIS_CODES } from './data.ts';

/** One GraphQL request. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const city = (name: string, more = '') => `query ${name}($codes: [ID!], $stations: Int, $stops: Int) {
  municipalities(nisCodes: $codes) {
    nisCode
    name { fr nl }
    incidents(first: 3) { id category status createdAt nearestStop { id name } }
    bikeStations(first: $stations) { id name bikesAvailable docksAvailable renting }
    stops(first: $stops) { id name departures(first: 3) { line destination expectedAt basis } }
    airQuality { basis no2 { value unit observedAt } pm10 { value unit } o3 { value unit } }
    enterprises(first: 5) { number name legalForm activities { naceCode main } }
    ${more}
  }
}`;

const small = (name: string, more = '') => `query ${name}($code: ID!) {
  municipality(nisCode: $code) { nisCode name { fr } airQuality { basis no2 { value unit } } ${more} }
}`;

const wide = (name: string, more = '') => `query ${name}($codes: [ID!], $stations: Int, $stops: Int) {
  municipalities(nisCodes: $codes) {
    nisCode
    bikeStations(first: $stations) { id name lat lon bikesAvailable docksAvailable renting }
    stops(first: $stops) { id name departures(first: 3) { line destination expectedAt basis } air { basis no2 { value unit } } }
    ${more}
  }
}`;

/** What a variant asks besides: selections of other shapes, so that each operation has a plan of its own. */
const MORE = ['', 'area', 'more: name { fr nl }', 'also: incidents(first: 1) { id status }'];

const few = (n: number): readonly string[] => [0, 1, 2, 3, 4].map((i) => NIS_CODES[(n + i * 3) % 19] ?? '');

const SHAPES = {
  small: { text: small, variables: (n: number) => ({ code: NIS_CODES[n % 19] }) },
  city: { text: city, variables: (n: number) => ({ codes: few(n), stations: 5 + (n % 3), stops: 3 }) },
  wide: { text: wide, variables: (n: number) => ({ codes: NIS_CODES, stations: 18 + (n % 2), stops: 5 }) },
};

export type Workload = keyof typeof SHAPES;
export const WORKLOADS = Object.keys(SHAPES) as Workload[];

/** The questions of a workload: one operation again and again, or a Zipf mix of several with varied variables. */
export function questionsOf(workload: Workload, operations: number): (n: number) => Question {
  const { text, variables } = SHAPES[workload];
  if (operations === 1) {
    const question = { query: text('Bench'), variables: variables(0) };
    return () => question;
  }
  const queries = Array.from({ length: operations }, (_, i) => text(`Bench${i}`, MORE[i % MORE.length]));
  const weights = queries.map((_, i) => 1 / (i + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // The same order in every run: ranks drawn by their weight with a fixed sequence.
  const rankAt = (share: number): number => {
    let sum = 0;
    return weights.findIndex((weight) => {
      sum += weight;
      return share * total <= sum;
    });
  };
  const drawn = Array.from({ length: 4_096 }, (_, i) => rankAt((i * 0.618_033_988_75) % 1));
  return (n) => ({ query: queries[Math.max(0, drawn[n % drawn.length] ?? 0)] ?? '', variables: variables(n) });
}
