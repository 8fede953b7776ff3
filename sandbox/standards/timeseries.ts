import { distanceMetres, type GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { Answerer, Standard, WireAnswer } from '../emulator.ts';
import { stepBefore, type World } from '../world.ts';

/** A station as the service knows it. */
export interface StationFact {
  readonly id: number;
  readonly label: string;
  readonly location: GeoPoint;
}

/** One hourly series of a station. */
export interface SeriesFact {
  readonly id: string;
  readonly station: StationFact;
  readonly phenomenon: { readonly id: string; readonly label: string };
  readonly procedure: string;
  readonly uom: string;
  /** The end of the last hour that it reported. */
  readonly lastAt: (world: World) => Date;
  /** The mean of the hour that ends then; null where the service has none. */
  readonly valueAt: (world: World, end: Date) => number | null;
}

/** What a fixture tells of a measuring network. */
export interface SensorNetwork {
  readonly service: string;
  readonly stations: readonly StationFact[];
  readonly series: readonly SeriesFact[];
}

const HOUR = 3_600_000;

/** 52°North's Series REST API v1: stations, series and the values of many series in one answer. */
export const standard: Standard<SensorNetwork> = {
  answer: (network): Answerer => {
    return ({ method, url, body }, { world, source, origin }) => {
      const home = new URL(source.endpoint.fallback ?? origin).pathname;
      const question = `${method} ${url.pathname.slice(home.length)}`;
      const isNear = nearFilter(url.searchParams.get('near'));
      if (question === 'GET /stations') {
        return { body: network.stations.filter(({ location }) => isNear(location)).map(stationFeature) };
      }
      if (question === 'GET /timeseries') {
        const found = network.series.filter(({ station }) => isNear(station.location));
        if (url.searchParams.get('expanded') !== 'true') return { body: found.map(shortSeries) };
        return { body: found.map((series) => ({ ...shortSeries(series), ...expansion(series, network, world) })) };
      }
      if (question === 'POST /timeseries/getData') return getData(body, network, world);
      return failure(404, 'The resource was not found.');
    };
  },
};

function nearFilter(near: string | null): (point: GeoPoint) => boolean {
  if (!near) return () => true;
  const { center, radius } = JSON.parse(near) as { center: { coordinates: [number, number] }; radius: number };
  const [lon, lat] = center.coordinates;
  return (point) => distanceMetres(point, { lat, lon }) <= radius * 1000;
}

function stationFeature({ id, label, location: { lat, lon } }: StationFact) {
  return {
    type: 'Feature',
    properties: { id, label },
    geometry: { type: 'Point', coordinates: [lon, lat, 'NaN'] },
  };
}

function shortSeries({ id, station, phenomenon, procedure, uom }: SeriesFact) {
  return {
    id,
    label: `${phenomenon.label} ${procedure}, ${station.label}`,
    uom,
    station: stationFeature(station),
  };
}

function expansion(
  { station, phenomenon, procedure, lastAt, valueAt }: SeriesFact,
  { service }: SensorNetwork,
  world: World,
) {
  const last = lastAt(world);
  return {
    referenceValues: [],
    firstValue: { timestamp: Date.UTC(2011, 0, 1, 1), value: 12 },
    lastValue: { timestamp: last.getTime(), value: valueAt(world, last) },
    parameters: {
      service: { id: '1', label: service },
      offering: { id: '1', label: `${procedure} - offering` },
      feature: { id: String(station.id), label: station.label },
      procedure: { id: '1', label: procedure },
      phenomenon,
      category: phenomenon,
    },
    statusIntervals: [
      { lower: '0.0', upper: '50.0', name: `0 - 50 ${phenomenon.label}`, color: '#00FF00' },
      { lower: '50.0', upper: '60.0', name: `51 - 60 ${phenomenon.label}`, color: '#FFBB00' },
    ],
    extras: ['license'],
  };
}

/** Values at the end of each hour of a timespan `PT<hours>H/<end>`, both of its ends included. */
function getData(body: string, { series }: SensorNetwork, world: World): WireAnswer {
  const { timespan = '', timeseries = [] } = JSON.parse(body) as { timespan?: string; timeseries?: string[] };
  const [, hours, end] = /^PT(\d+)H\/(.+)$/.exec(timespan) ?? [];
  const until = new Date(end ?? '');
  if (!hours || Number.isNaN(until.getTime())) return failure(400, `Could not parse timespan '${timespan}'.`);
  const wanted = series.filter(({ id }) => timeseries.includes(id));
  const valuesOf = ({ lastAt, valueAt }: SeriesFact) => {
    const last = Math.min(stepBefore(until, 3600).getTime(), lastAt(world).getTime());
    const first = Math.ceil((until.getTime() - Number(hours) * HOUR) / HOUR) * HOUR;
    return Array.from({ length: Math.max(0, Math.floor((last - first) / HOUR) + 1) }, (_, hour) => {
      const timestamp = first + hour * HOUR;
      return { timestamp, value: valueAt(world, new Date(timestamp)) };
    });
  };
  return { body: Object.fromEntries(wanted.map((one) => [one.id, { values: valuesOf(one) }])) };
}

function failure(status: number, userMessage: string): WireAnswer {
  return {
    status,
    body: { statusCode: status, reasonPhrase: status === 404 ? 'Not Found' : 'Bad Request', userMessage },
  };
}
