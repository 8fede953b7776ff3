import { located } from '../../kernel/geography/atlas.ts';
import type { Door } from '../../kernel/http.ts';
import { grouped } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { sources } from './__generated__/sources.ts';
import type { DepartureRecord } from './models.ts';

/** Stops in one question for departures: their ids travel in the address, which must not grow too long. */
const STOPS_PER_QUESTION = 40;
/** A vehicle may stand at its stop for a moment after the expected time (milliseconds). */
const STILL_THERE = 60_000;

/** Everything mobility can ask for. */
export function createLoaders(door: Door) {
  return {
    bikeStations: located(door, () => gather(door, sources, 'bikeStations', (ask) => ask(door))),
    bikeCounters: located(door, () => gather(door, sources, 'bikeCounters', (ask) => ask(door))),
    trafficCounters: located(door, () => gather(door, sources, 'trafficCounters', (ask) => ask(door))),
    stops: located(door, () => gather(door, sources, 'stops', (ask) => ask(door))),
    /** The departures of a stop by its id, soonest first. */
    departures: grouped<string, DepartureRecord>(
      async (stopIds) =>
        Map.groupBy(
          upcoming(await gather(door, sources, 'departures', (ask) => ask(door, stopIds)), door.now()),
          ({ stopId }) => stopId,
        ),
      { chunk: STOPS_PER_QUESTION },
    ),
  };
}

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** Departures by time; those without a time come last, those that have left not at all. */
function upcoming(departures: readonly DepartureRecord[], now: Date): readonly DepartureRecord[] {
  const timeOf = ({ expectedAt }: DepartureRecord): number => expectedAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return departures
    .filter((departure) => timeOf(departure) >= now.getTime() - STILL_THERE)
    .toSorted((a, b) => timeOf(a) - timeOf(b));
}
