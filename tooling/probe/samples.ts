import { distanceMetres, type GeoPoint } from '../../kernel/geography/coordinates.ts';
import { readMunicipalities, urbisMunicipalities } from '../../kernel/geography/urbis-municipalities/source.ts';
import type { Door } from '../../kernel/http.ts';
import type { ProvenanceModel } from '../../kernel/provenance.ts';
import { days, hours } from '../../kernel/time.ts';
import type { EconomyProvides } from '../../subgraphs/economy/provides.ts';
import type { EnvironmentProvides } from '../../subgraphs/environment/provides.ts';
import type { GovernanceProvides } from '../../subgraphs/governance/provides.ts';
import type { MobilityProvides } from '../../subgraphs/mobility/provides.ts';

/** What the domains ask of their sources. */
export type AnyProvides = MobilityProvides & EnvironmentProvides & EconomyProvides & GovernanceProvides;
export type Method = keyof AnyProvides;

/** Something that was read. */
export interface Thing {
  readonly provenance: ProvenanceModel | null;
}

/** What there is to ask with. */
export interface Asker {
  readonly door: Door;
  /** Everything that the same administration provides: an answer that was read before is not asked for again. */
  readonly own: Partial<AnyProvides>;
}

/** How to ask one thing of a source. */
export interface Sample<Provide> {
  /** Requests that it usually takes. */
  readonly requests: number;
  /** What else of the administration's it is asked with. */
  readonly needs?: Method;
  /** Null when there is nothing to ask with. */
  readonly ask: (provide: Provide, asker: Asker) => Promise<readonly Thing[] | null>;
}

/** The Grand-Place: everybody knows something about it. */
const CENTRE: GeoPoint = { lat: 50.84674, lon: 4.35249 };
const CITY = '21004';
const TEXT = 'Rue de la Loi 16';
/** Stops whose departures are asked: SNCB answers each with a board of its own. */
const STOPS = 3;
/** Metres around the point in which trees are asked for, and how many of them by their ids. */
const TREES = { within: 50, byId: 2 };
const SERIES = 4;

/** What takes no arguments. */
const whole = (requests: number): Sample<(door: Door) => Promise<readonly Thing[]>> => ({
  requests,
  ask: (provide, { door }) => provide(door),
});

/** The start of the last unit of so many seconds, or of one before it. */
const startOf = (seconds: number, now: Date, before = 0): Date =>
  new Date((Math.floor(now.getTime() / 1000 / seconds) - before) * seconds * 1000);

/**
 * A sample for each thing that a source of these domains may provide. What another domain's sources give as a whole
 * needs none; what they are asked with arguments is told here.
 */
export const SAMPLES: { readonly [M in Method]: Sample<AnyProvides[M]> } = {
  bikeStations: whole(3),
  bikeCounters: whole(2),
  bikeHistory: {
    requests: 1,
    needs: 'bikeCounters',
    ask: async (provide, { door, own }) => {
      const [counter] = (await own.bikeCounters?.(door)) ?? [];
      const yesterday = { from: startOf(days(1), door.now(), 1), to: startOf(days(1), door.now()) };
      return counter ? provide(door, counter.id, yesterday) : null;
    },
  },
  stops: whole(2),
  departures: {
    requests: 2,
    needs: 'stops',
    ask: async ({ read }, { door, own }) => {
      const stops = (await own.stops?.(door)) ?? [];
      const from = (location: GeoPoint): number => distanceMetres(CENTRE, location);
      const nearest = stops.toSorted((a, b) => from(a.location) - from(b.location)).slice(0, STOPS);
      return nearest[0]
        ? read(
            door,
            nearest.map(({ id }) => id),
          )
        : null;
    },
  },
  lines: whole(1),
  vehicles: whole(1),
  disruptions: whole(1),
  trafficCounters: whole(2),
  sharedVehicles: whole(2),
  roadEvents: whole(1),
  carParks: whole(1),
  airStations: whole(2),
  hourlyValues: {
    requests: 1,
    needs: 'airStations',
    ask: async (provide, { door, own }) => {
      const stations = (await own.airStations?.(door)) ?? [];
      const series = stations.flatMap((station) => Object.values(station.series)).slice(0, SERIES);
      const end = startOf(hours(1), door.now());
      return series[0] ? [...(await provide(door, { series, hours: 3, end })).values()].flat() : null;
    },
  },
  airGrid: {
    requests: 4,
    ask: async (provide, { door }) => (await provide(door)).flatMap(({ values }) => Object.values(values)),
  },
  annualMeans: whole(1),
  airIndexGrid: whole(1),
  weather: whole(1),
  citizenSensors: whole(1),
  treesNear: { requests: 1, ask: (provide, { door }) => provide(door, { point: CENTRE, metres: TREES.within }) },
  treesById: {
    requests: 1,
    needs: 'treesNear',
    ask: async (provide, { door, own }) => {
      const near = (await own.treesNear?.(door, { point: CENTRE, metres: TREES.within })) ?? [];
      const ids = near.slice(0, TREES.byId).map(({ id }) => id);
      return ids[0] ? provide(door, ids) : null;
    },
  },
  treeCounts: { requests: 1, ask: async (provide, { door }) => (await provide(door)).map(({ count }) => count) },
  enterpriseNumbers: {
    requests: 1,
    ask: async (provide, { door }) =>
      (await provide(door, { nisCode: CITY, after: null, limit: 3 })).map(() => ({ provenance: null })),
  },
  enterprises: {
    requests: 2, // The numbers again: nothing of a register is kept.
    needs: 'enterpriseNumbers',
    ask: async (provide, { door, own }) => {
      const [number] = (await own.enterpriseNumbers?.(door, { nisCode: CITY, after: null, limit: 1 })) ?? [];
      if (!number) return null;
      return [...(await provide(door, [number])).values()].map((enterprise) => {
        if (enterprise instanceof Error) throw enterprise;
        return enterprise;
      });
    },
  },
  venues: whole(7),
  statistics: {
    requests: 1,
    ask: async ({ ids, read }, { door }) => {
      if (!ids[0]) return null;
      const { observations, provenance } = await read(door, ids[0]);
      return observations.map(() => ({ provenance }));
    },
  },
  incidents: whole(5),
  addressAt: {
    requests: 2,
    ask: async (provide, { door }) => [(await provide(door, CENTRE)) ?? []].flat(),
  },
  findAddresses: { requests: 2, ask: (provide, { door }) => provide(door, TEXT) },
  permits: whole(2),
  participations: whole(1),
  neighbourhoods: whole(1),
  projects: whole(1),
  keptProject: {
    requests: 1,
    needs: 'projects',
    ask: async (provide, { door, own }) => {
      const [project] = (await own.projects?.(door)) ?? [];
      return project ? [(await provide(door, project.id)) ?? []].flat() : null;
    },
  },
  keepProject: { requests: 0, ask: async () => [] }, // A probe changes nothing.
};

/** Sources that belong to no domain and so provide nothing, and how they are read. */
export const BESIDE: Readonly<Record<string, Sample<null>>> = {
  [urbisMunicipalities.id]: {
    requests: 1,
    ask: async (_, { door }) => {
      const { value, retrievedAt } = await readMunicipalities(door);
      return value.map(() => ({ provenance: { source: urbisMunicipalities, observedAt: null, retrievedAt } }));
    },
  },
};
