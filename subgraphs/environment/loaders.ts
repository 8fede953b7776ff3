import { located, placeOf } from '../../kernel/geography/atlas.ts';
import { distanceMetres, type GeoPoint, toLambert72 } from '../../kernel/geography/coordinates.ts';
import { centreOf } from '../../kernel/geography/municipalities.ts';
import { squareKilometres } from '../../kernel/geography/surface.ts';
import type { Door } from '../../kernel/http.ts';
import { grouped, keyed, once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import { sources } from './__generated__/sources.ts';
import { airQualityOf, nearestWithNo2 } from './air-quality.ts';
import type { AirCellRecord, AirQualityModel, TreeModel, TreeRecord } from './models.ts';

/** Weather that was observed longer ago (milliseconds) says nothing about now. */
const RECENT = 3_600_000;
const HOUR = 3_600_000;
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** Everything environment can ask for. */
export function createLoaders(door: Door) {
  const airStations = located(door, async () =>
    (await gather(door, sources, 'airStations', (ask) => ask(door))).toSorted(byId),
  );
  const weatherStations = located(door, async () =>
    (await gather(door, sources, 'weather', (ask) => ask(door))).toSorted(byId),
  );
  const citizenSensors = located(door, async () =>
    (await gather(door, sources, 'citizenSensors', (ask) => ask(door))).toSorted(byId),
  );
  const airGrid = once(async () => {
    const cells = await gather(door, sources, 'airGrid', (ask) => ask(door));
    for (const { provenance } of cells.flatMap(({ values }) => Object.values(values)))
      door.observed(provenance.source, provenance.observedAt);
    return cells;
  });
  const airIndexGrid = once(() => gather(door, sources, 'airIndexGrid', (ask) => ask(door)));

  const airQuality = async (nisCode: string): Promise<AirQualityModel | null> => {
    const [all, inside] = await Promise.all([airStations.all(), airStations.within(nisCode)]);
    const centre = centreOf(nisCode);
    return centre && airQualityOf({ centre, all, inside, now: door.now() });
  };

  const hourlyLoader = (dataset: string, hours: number, end: Date) =>
    grouped<string, MeasurementModel>(async (series) => {
      const ask = sources.find(({ id }) => id === dataset)?.provides.hourlyValues;
      return ask ? ask(door, { series, hours, end }) : new Map();
    });
  const hourlyLoaders = new Map<string, ReturnType<typeof hourlyLoader>>();
  /** Hours of one series. All series of a dataset that are asked over the same hours go in one request. */
  const hourlyValues = (
    dataset: string,
    series: string,
    hours: number,
    until: Date = door.now(),
  ): Promise<readonly MeasurementModel[]> => {
    // Means are stamped with the end of their hour. A full hour also keeps the question the same for an hour.
    const end = new Date(Math.floor(until.getTime() / HOUR) * HOUR);
    const span = `${dataset} ${hours} ${end.toISOString()}`;
    const loader = hourlyLoaders.get(span) ?? hourlyLoader(dataset, hours, end);
    hourlyLoaders.set(span, loader);
    return loader.load(series);
  };

  const treesNear = (point: GeoPoint, metres: number): Promise<readonly TreeRecord[]> =>
    gather(door, sources, 'treesNear', (ask) => ask(door, { point, metres }));

  const trees = keyed<string, TreeRecord>(async (ids) => {
    const found = await gather(door, sources, 'treesById', (ask) => ask(door, ids));
    return new Map(found.map((tree) => [tree.id, tree]));
  });

  return {
    airStations,
    weatherStations,
    citizenSensors,
    annualMeans: located(door, () => gather(door, sources, 'annualMeans', (ask) => ask(door))),
    airQuality,
    hourlyValues,
    /** The square of the interpolated grid that a point lies in; null outside of it. */
    airAt: async (point: GeoPoint) => cellOf(await airGrid(), point),
    /** The same of the index. */
    airIndexAt: async (point: GeoPoint) => cellOf(await airIndexGrid(), point),
    airIndexGrid,
    nearestAirStation: async (point: GeoPoint) => nearestWithNo2(point, await airStations.all(), door.now()),
    /** The nearest weather station that reported within the hour. */
    weatherAt: async (point: GeoPoint) => {
      const oldest = door.now().getTime() - RECENT;
      return (await weatherStations.all())
        .filter(({ provenance }) => (provenance.observedAt?.getTime() ?? 0) >= oldest)
        .toSorted((a, b) => distanceMetres(point, a.location) - distanceMetres(point, b.location))[0];
    },
    /** Trees around a point, each in its municipality, the nearest first. */
    treesNear: (point: GeoPoint, metres: number) => located(door, () => treesNear(point, metres)).all(),
    /** A tree by its id; null when there is none. */
    tree: async (id: string): Promise<TreeModel | null> => {
      const found = await trees.load(id);
      return found && { ...found, ...(await placeOf(door, found.location)) };
    },
    treeCounts: once(() => gather(door, sources, 'treeCounts', (ask) => ask(door))),
    squareKilometres: squareKilometres(door),
    now: door.now,
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type Context = SubgraphContext<Loaders>;

/** The square that a point lies in. */
function cellOf<Cell extends Omit<AirCellRecord, 'values'>>(cells: readonly Cell[], point: GeoPoint): Cell | null {
  const [x, y] = toLambert72(point);
  return cells.find(({ west, south, east, north }) => x >= west && x < east && y >= south && y < north) ?? null;
}
