import { distanceMetres } from '../../kernel/geography/coordinates.ts';
import { LANGUAGES, type LocalizedText } from '../../kernel/text.ts';
import type { DepartureRecord, LineDirectionModel, LineRecord, StopModel, VehicleProgressRecord } from './models.ts';
import { type Network, sameStop } from './network.ts';

/** One way of a line that goes on from a stop. */
interface Way extends LineDirectionModel {
  /** Where the stop is among those of the way. */
  readonly here: number;
}

/** A vehicle that goes on from a stop, and whose last stop is not beyond it. */
export interface Approaching {
  readonly vehicle: VehicleProgressRecord;
  readonly destination: LocalizedText | null;
  /** Stops before this one; -1 for a vehicle that stands here, or has just left. */
  readonly stopsAway: number;
  /** Metres that are left, in straight lines between stops. */
  readonly metres: number;
  /** Whether it has left its first stop. */
  readonly hasSetOut: boolean;
}

/** A vehicle stands at a stop no longer than that (milliseconds). */
const HALT = 30_000;

const isSame = (id: string, other: string): boolean => sameStop(id) === sameStop(other);

/** The ways that a line goes on from a stop; none from where it ends. */
export function waysFrom(stop: StopModel, { directions }: LineRecord): readonly Way[] {
  return directions.flatMap((direction) => {
    const here = direction.stopIds.findIndex((id) => isSame(id, stop.id));
    return here < 0 || here === direction.stopIds.length - 1 ? [] : [{ ...direction, here }];
  });
}

/** The vehicles of a line that have not come past a stop, the nearest first. */
export function approaching(stop: StopModel, line: LineRecord, network: Network): readonly Approaching[] {
  const ways = waysFrom(stop, line);
  return (
    network
      .vehiclesOn(line.id)
      // Two ways may share their first stops; a vehicle goes one of them.
      .flatMap((vehicle) => ways.flatMap((way) => onItsWay(vehicle, way, network) ?? []).slice(0, 1))
      .toSorted((a, b) => a.stopsAway - b.stopsAway || a.metres - b.metres)
  );
}

function onItsWay(vehicle: VehicleProgressRecord, way: Way, network: Network): Approaching | null {
  const { stopIds, here, destination } = way;
  const passed = stopIds.findIndex((id) => isSame(id, vehicle.lastStopId));
  const end = stopIds.findLastIndex((id) => isSame(id, vehicle.terminusId));
  // From its last stop a vehicle goes nowhere.
  if (passed < 0 || passed > here || end <= here) return null;
  const points = stopIds.slice(passed, here + 1).flatMap((id) => network.stop(id)?.location ?? []);
  const metres = points.reduce((sum, point, at) => sum + distanceMetres(points[at - 1] ?? point, point), 0);
  return {
    vehicle,
    // It may end before its line does.
    destination:
      end === stopIds.length - 1 && destination ? destination : (network.stop(vehicle.terminusId)?.name ?? null),
    stopsAway: here - passed - 1,
    metres: Math.max(0, metres - vehicle.metresSince),
    hasSetOut: passed > 0 || vehicle.metresSince > 0,
  };
}

/**
 * The vehicle that each live time of a line at a stop most likely means: for the n-th time to a destination, the n-th
 * vehicle that goes there.
 * @param departures Soonest first.
 */
export function vehiclesMeant(
  departures: readonly DepartureRecord[],
  stop: StopModel,
  line: LineRecord,
  network: Network,
): ReadonlyMap<DepartureRecord, Approaching> {
  const ways = waysFrom(stop, line);
  const left = [...approaching(stop, line, network)];
  const meant = new Map<DepartureRecord, Approaching>();
  for (const departure of departures) {
    const { basis, destination, expectedAt } = departure;
    if (basis !== 'LIVE' || expectedAt === null) continue;
    const ends = endsNamed(destination, ways, network);
    const goesThere = ({ terminusId }: VehicleProgressRecord): boolean =>
      // Where a name is missing, or is written in another way, one way is no choice.
      ends.length > 0 ? ends.some((id) => isSame(id, terminusId)) : ways.length === 1;
    const at = left.findIndex((one) => goesThere(one.vehicle) && mayComeAt(one, expectedAt));
    for (const found of at < 0 ? [] : left.splice(at, 1)) meant.set(departure, found);
  }
  return meant;
}

/** Of a vehicle that stands at the stop, or has just left, a later time is not. */
function mayComeAt({ vehicle, stopsAway }: Approaching, expectedAt: Date): boolean {
  const seenAt = vehicle.provenance.retrievedAt.getTime();
  return stopsAway >= 0 || expectedAt.getTime() <= seenAt + (vehicle.metresSince === 0 ? HALT : 0);
}

/** The stops ahead that a destination may name. */
function endsNamed(destination: LocalizedText | null, ways: readonly Way[], network: Network): readonly string[] {
  return ways.flatMap(({ stopIds, here, destination: usual }) =>
    stopIds.filter((id, at) => {
      if (at <= here) return false;
      const isLast = at === stopIds.length - 1;
      return isAlike(destination, network.stop(id)?.name ?? null) || (isLast && isAlike(destination, usual));
    }),
  );
}

const isAlike = (name: LocalizedText | null, other: LocalizedText | null): boolean =>
  LANGUAGES.some((language) => {
    const text = name?.[language];
    return text !== undefined && text.toUpperCase() === other?.[language]?.toUpperCase();
  });
