import { located } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import { distanceMetres } from '../../kernel/geography/coordinates.ts';
import { squareKilometres } from '../../kernel/geography/surface.ts';
import type { Door } from '../../kernel/http.ts';
import { grouped, once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { sources } from './__generated__/sources.ts';
import type { DepartureRecord, NextDepartureModel } from './models.ts';
import { linesFinder, networkOf, operatorOf, stopFinder } from './network.ts';
import { type NearStop, nextDepartures, type Walk } from './next-departures.ts';
import type { Span } from './provides.ts';

/** The most stops around a point whose departures are looked at, the nearest first. */
const MOST_STOPS = 40;
/** What nobody ranks comes behind what somebody does; 1 is first. */
const UNRANKED = Number.MAX_SAFE_INTEGER;
/** A vehicle may stand at its stop for a moment after the expected time (milliseconds). */
const STILL_THERE = 60_000;

/** Everything mobility can ask for. */
export function createLoaders(door: Door) {
  const stops = located(door, () => gather(door, sources, 'stops', (ask) => ask(door)));
  const lines = once(() => gather(door, sources, 'lines', (ask) => ask(door)));
  const vehicles = once(() => gather(door, sources, 'vehicles', (ask) => ask(door)));
  const disruptions = once(async () => {
    const known = await gather(door, sources, 'disruptions', (ask) => ask(door));
    return known.toSorted((a, b) => (a.priority ?? UNRANKED) - (b.priority ?? UNRANKED));
  });
  /** The departures of a stop by its id, soonest first. An operator that fails, fails at its own stops only. */
  const departures = grouped<string, DepartureRecord>(async (stopIds) => {
    const byOperator = Map.groupBy(stopIds, operatorOf);
    const asked = sources.flatMap((source) => {
      const own = byOperator.get(source.provides.departures?.operator ?? '');
      if (!own) return [];
      return [
        departuresOf(
          door,
          gather(door, [source], 'departures', (provider) => provider.read(door, own)),
          own,
        ),
      ];
    });
    return new Map((await Promise.all(asked)).flatMap((stops) => [...stops]));
  });

  /** What is known of the network; a part whose source is down is missing, and the answer says so. */
  const network = once(async () => {
    const orNothing = async <T>(asked: Promise<readonly T[]>): Promise<readonly T[]> => {
      try {
        return await asked;
      } catch (error) {
        if (error instanceof Error) door.outages.push(error);
        return [];
      }
    };
    const [allStops, allLines, allVehicles, allDisruptions] = await Promise.all([
      orNothing(stops.all()),
      orNothing(lines()),
      orNothing(vehicles()),
      orNothing(disruptions()),
    ]);
    return networkOf({ stops: allStops, lines: allLines, vehicles: allVehicles, disruptions: allDisruptions });
  });

  return {
    bikeStations: located(door, () => gather(door, sources, 'bikeStations', (ask) => ask(door))),
    bikeCounters: located(door, () => gather(door, sources, 'bikeCounters', (ask) => ask(door))),
    trafficCounters: located(door, () => gather(door, sources, 'trafficCounters', (ask) => ask(door))),
    sharedVehicles: located(door, () => gather(door, sources, 'sharedVehicles', (ask) => ask(door))),
    roadEvents: located(door, () => gather(door, sources, 'roadEvents', (ask) => ask(door))),
    carParks: located(door, () => gather(door, sources, 'carParks', (ask) => ask(door))),
    stops,
    lines,
    vehicles,
    disruptions,
    departures,
    /** Finds a stop by its id, with or without its letter. */
    stopFinder: once(async () => stopFinder(await stops.all())),
    linesFinder: once(async () => linesFinder(await lines())),
    bikeHistory: (counterId: string, between: Span) =>
      gather(door, sources, 'bikeHistory', (ask) => ask(door, counterId, between)),
    squareKilometres: squareKilometres(door),

    /** See {@link nextDepartures}. Fails when no operator tells anything. */
    nextDepartures: async (
      point: GeoPoint,
      metres: number,
      walk: Omit<Walk, 'now'>,
    ): Promise<readonly NextDepartureModel[]> => {
      const around = (await stops.near(point, metres)).slice(0, MOST_STOPS);
      const [known, ...outcomes] = await Promise.all([
        network(),
        ...around.map((stop) => departures.load(stop.id).catch((error: Error) => error)),
      ]);
      // An operator's failure is the same at all its stops.
      const failures = new Set(outcomes.filter((outcome) => outcome instanceof Error));
      const near: readonly NearStop[] = around.map((stop, at) => {
        const outcome = outcomes[at] ?? [];
        const metres = distanceMetres(point, stop.location);
        return { stop, metres, departures: outcome instanceof Error ? [] : outcome };
      });
      const found = nextDepartures(near, known, { ...walk, now: door.now() });
      const [failure, ...others] = failures;
      if (failure && found.length === 0) {
        door.outages.push(...others);
        throw failure;
      }
      door.outages.push(...failures);
      return found;
    },
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type Context = SubgraphContext<Loaders>;

/** Departures by their stop, or why there are none at any of them. */
async function departuresOf(
  door: Door,
  asked: Promise<readonly DepartureRecord[]>,
  stopIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DepartureRecord[] | Error>> {
  try {
    return Map.groupBy(upcoming(await asked, door.now()), ({ stopId }) => stopId);
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    return new Map(stopIds.map((id) => [id, failure]));
  }
}

/** Departures by time; those without a time come last, those that have left not at all. */
function upcoming(departures: readonly DepartureRecord[], now: Date): readonly DepartureRecord[] {
  const timeOf = ({ expectedAt, scheduledAt }: DepartureRecord): number =>
    (expectedAt ?? scheduledAt)?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return departures
    .filter((departure) => timeOf(departure) >= now.getTime() - STILL_THERE)
    .toSorted((a, b) => timeOf(a) - timeOf(b));
}
