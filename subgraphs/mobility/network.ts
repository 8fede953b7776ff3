import type { DisruptionRecord, LineRecord, StopModel, VehicleProgressRecord } from './models.ts';

/** Some stops have a letter behind their number, `6805F`, that real-time feeds leave out: what is the same of both. */
export const sameStop = (id: string): string => id.replace(/[A-Za-z]+$/, '');

/** The operator of a stop or line: what stands before the colon of its id. */
export const operatorOf = (id: string): string => id.slice(0, id.indexOf(':'));

/**
 * Tells the lines of an operator that are asked for: by name, `71` or `IC 2134`; by the kind of train, `IC`; or by id,
 * `stib:71`. Capitals and spaces do not matter; null asks for all.
 */
export function lineFilter(lines: readonly string[] | null): (operator: string, line: string) => boolean {
  const plain = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();
  const wanted = lines && new Set(lines.map(plain));
  return (operator, line) => {
    const [kind = line] = line.split(' ');
    return !wanted || [line, kind].some((name) => wanted.has(plain(name)) || wanted.has(plain(`${operator}:${name}`)));
  };
}

/** Finds stops by id, with or without its letter; null for one that the operators' lists lack. */
export function stopFinder(stops: readonly StopModel[]): (id: string) => StopModel | null {
  const alike = new Map(stops.map((stop) => [sameStop(stop.id), stop]));
  const exact = new Map(stops.map((stop) => [stop.id, stop]));
  return (id) => exact.get(id) ?? alike.get(sameStop(id)) ?? null;
}

/** Finds the lines that halt at a stop. */
export function linesFinder(lines: readonly LineRecord[]): (stopId: string) => readonly LineRecord[] {
  const byStop = new Map<string, Set<LineRecord>>();
  for (const line of lines) {
    for (const stopId of line.directions.flatMap(({ stopIds }) => stopIds)) {
      const here = byStop.get(sameStop(stopId)) ?? new Set();
      byStop.set(sameStop(stopId), here.add(line));
    }
  }
  return (stopId) => [...(byStop.get(sameStop(stopId)) ?? [])];
}

/** What is told about a line or a stop, the most pressing first. */
export function disruptionsAbout(
  disruptions: readonly DisruptionRecord[],
  { lineId, stopId }: { readonly lineId?: string; readonly stopId?: string },
): readonly DisruptionRecord[] {
  return disruptions.filter(
    ({ lineIds, stopIds }) =>
      (lineId !== undefined && lineIds.includes(lineId)) ||
      (stopId !== undefined && stopIds.some((id) => sameStop(id) === sameStop(stopId))),
  );
}

/** What operators say of their network, each thing found by what it is about. */
export interface Network {
  readonly stop: (id: string) => StopModel | null;
  readonly line: (id: string) => LineRecord | null;
  readonly linesAt: (stopId: string) => readonly LineRecord[];
  readonly vehiclesOn: (lineId: string) => readonly VehicleProgressRecord[];
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
  const lines = new Map(known.lines.map((line) => [line.id, line]));
  const vehicles = Map.groupBy(known.vehicles, ({ lineId }) => lineId);
  return {
    stop: stopFinder(known.stops),
    line: (id) => lines.get(id) ?? null,
    linesAt: linesFinder(known.lines),
    vehiclesOn: (lineId) => vehicles.get(lineId) ?? [],
    disruptionsOf: (about) => disruptionsAbout(known.disruptions, about),
  };
}
