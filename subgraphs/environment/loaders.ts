import { located } from '../../kernel/geography/atlas.ts';
import { centreOf } from '../../kernel/geography/municipalities.ts';
import type { Door } from '../../kernel/http.ts';
import { grouped } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import { sources } from './__generated__/sources.ts';
import { airQualityOf } from './air-quality.ts';
import type { AirQualityModel } from './models.ts';

/** Everything environment can ask for. */
export function createLoaders(door: Door) {
  const airStations = located(door, async () => {
    const stations = await gather(door, sources, 'airStations', (ask) => ask(door));
    return stations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  });

  const airQuality = async (nisCode: string): Promise<AirQualityModel | null> => {
    const [all, inside] = await Promise.all([airStations.all(), airStations.within(nisCode)]);
    const centre = centreOf(nisCode);
    return centre && airQualityOf({ centre, all, inside, now: door.now() });
  };

  const hourlyLoader = (dataset: string, hours: number) =>
    grouped<string, MeasurementModel>(async (series) => {
      const ask = sources.find(({ id }) => id === dataset)?.provides.hourlyValues;
      return ask ? ask(door, { series, hours }) : new Map();
    });
  const hourlyLoaders = new Map<string, ReturnType<typeof hourlyLoader>>();
  /** Hours of one series. All series of a dataset that are asked over the same hours go in one request. */
  const hourlyValues = (dataset: string, hours: number, series: string): Promise<readonly MeasurementModel[]> => {
    const span = `${dataset} ${hours}`;
    const loader = hourlyLoaders.get(span) ?? hourlyLoader(dataset, hours);
    hourlyLoaders.set(span, loader);
    return loader.load(series);
  };
  return { airStations, airQuality, hourlyValues };
}

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;
