import type { DisruptionRecord, LineRecord, StopModel, VehicleProgressRecord } from './models.ts';

/** Some stops have a letter behind their number, `6805F`, that real-time feeds leave out: what is the same of both. */
export const sameStop = (id: string): string => id.replace(/[A-Za-z]+$/, '');

/** What operators say of their network, each thing found by what it is about. */
export interface Network {
  readonly stop: (id: string) => StopModel | null;
  readonly line: (id: string) => LineRecord | null;
  readonly linesAt: (stopId: string) => readonly LineRecord[];
  readonly vehiclesOn: (lineId: string) => readonly VehicleProgressRecord[];
  /** About a line, a stop, or (with neither) a whole network; the most pressing first. */
  readonly disruptionsOf: (about: {
    readonly lineId?: string;
    readonly stopId?: string;
  }) => readonly DisruptionRecord[];
}

/** Joins what is known of a network; a part that is not known is empty. */
export function networkOf(known: {
  readonly stops: readonly StopModel[];
  readonly lines: readonly LineRecord[];
  readonly vehicles: readonly VehicleProgressRecord[];
  readonly disruptions: readonly DisruptionRecord[];
}): Network {
  const stops = new Map(known.stops.map((stop) => [sameStop(stop.id), stop]));
  const exact = new Map(known.stops.map((stop) => [stop.id, stop]));
  const lines = new Map(known.lines.map((line) => [line.id, line]));
  const linesAt = new Map<string, Set<LineRecord>>();
  for (const line of known.lines) {
    for (const stopId of line.directions.flatMap(({ stopIds }) => stopIds)) {
      const here = linesAt.get(sameStop(stopId)) ?? new Set();
      linesAt.set(sameStop(stopId), here.add(line));
    }
  }
  const vehicles = Map.groupBy(known.vehicles, ({ lineId }) => lineId);
  return {
    stop: (id) => exact.get(id) ?? stops.get(sameStop(id)) ?? null,
    line: (id) => lines.get(id) ?? null,
    linesAt: (stopId) => [...(linesAt.get(sameStop(stopId)) ?? [])],
    vehiclesOn: (lineId) => vehicles.get(lineId) ?? [],
    disruptionsOf: ({ lineId, stopId }) =>
      known.disruptions.filter(
        ({ lineIds, stopIds }) =>
          (lineId !== undefined && lineIds.includes(lineId)) ||
          (stopId !== undefined && stopIds.some((id) => sameStop(id) === sameStop(stopId))),
      ),
  };
}

/** The operator of a stop or line: what stands before the colon of its id. */
export const operatorOf = (id: string): string => id.slice(0, id.indexOf(':'));
