import type { GraphQLResolverMap } from '@apollo/subgraph';
import type { SUBGRAPHS } from './graph.ts';

/** Invented data of fixed size: what a municipality has follows from its number. */
export const NIS_CODES: readonly string[] = Array.from({ length: 19 }, (_, i) => String(21001 + i));

interface Keyed {
  readonly nisCode: string;
}
interface Sized {
  readonly first: number;
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const at = (minutes: number): string => new Date(Date.UTC(2026, 2, 2, 8, minutes)).toISOString();

const municipality = (nisCode: string) => ({
  nisCode,
  name: { fr: `Commune ${nisCode}`, nl: `Gemeente ${nisCode}` },
  area: (Number(nisCode) % 100) / 3,
});

const incidents = ({ nisCode }: Keyed, { first }: Sized) =>
  range(first).map((i) => ({
    id: `fixmystreet:${nisCode}${i}`,
    category: i % 2 ? 'Dalle descellée / Losliggende tegel' : 'Graffiti',
    status: ['CREATED', 'PROCESSING', 'CLOSED'][i % 3],
    createdAt: at(i),
    nearestStop: { __typename: 'Stop', id: `stib:${nisCode}${i % 4}` },
  }));

const bikeStations = ({ nisCode }: Keyed, { first }: Sized) =>
  range(first).map((i) => ({
    id: `villo:${nisCode}${i}`,
    name: `STATION ${nisCode} ${i}`,
    lat: 50.8 + i / 1000,
    lon: 4.3 + i / 1000,
    bikesAvailable: i % 12,
    docksAvailable: 20 - (i % 12),
    renting: i % 9 !== 0,
  }));

const stop = (id: string) => ({ id, name: `ARRET / HALTE ${id}` });
const stops = ({ nisCode }: Keyed, { first }: Sized) => range(first).map((i) => stop(`stib:${nisCode}${i}`));

const departures = ({ id }: { readonly id: string }, { first }: Sized) =>
  range(first).map((i) => ({
    line: String(1 + ((id.length * 7 + i) % 99)),
    destination: i % 2 ? 'ERASME' : 'HERRMANN-DEBROUX',
    expectedAt: at(i * 4),
    basis: i % 3 ? 'LIVE' : 'SCHEDULED',
  }));

const measurement = (value: number) => ({ value, unit: 'ug/m3', observedAt: at(0) });
const air = (key: string) => {
  const base = Number(key.replaceAll(/\D/g, '')) % 40;
  return {
    basis: 'STATIONS',
    no2: measurement(base + 0.5),
    pm10: measurement(base / 2),
    o3: base % 2 ? measurement(base + 20) : null,
  };
};

const enterprises = ({ nisCode }: Keyed, { first }: Sized) =>
  range(first).map((i) => ({
    number: `0200.${nisCode.slice(2)}.${100 + i}`,
    name: `Boulangerie Modèle ${nisCode} ${i}`,
    legalForm: i % 4 ? '610' : null,
    activities: [{ naceCode: '10710', main: true }],
  }));

/** Resolvers of each subgraph. */
export const resolvers: Readonly<Record<(typeof SUBGRAPHS)[number], GraphQLResolverMap>> = {
  governance: {
    Query: {
      municipalities: (_: unknown, { nisCodes }: { nisCodes?: readonly string[] }) =>
        (nisCodes ?? NIS_CODES).map(municipality),
      municipality: (_: unknown, { nisCode }: Keyed) => municipality(nisCode),
    },
    Municipality: { __resolveReference: ({ nisCode }: Keyed) => municipality(nisCode), incidents },
  },
  mobility: {
    Municipality: { __resolveReference: (key: Keyed) => key, bikeStations, stops },
    Stop: { __resolveReference: ({ id }: { id: string }) => stop(id), departures },
  },
  environment: {
    Municipality: { __resolveReference: (key: Keyed) => key, airQuality: ({ nisCode }: Keyed) => air(nisCode) },
    Stop: { __resolveReference: (key: { id: string }) => key, air: ({ id }: { id: string }) => air(id) },
  },
  economy: {
    Municipality: { __resolveReference: (key: Keyed) => key, enterprises },
  },
};
