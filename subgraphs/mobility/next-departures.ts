import { distanceMetres } from '../../kernel/geography/coordinates.ts';
import type { DepartureRecord, LineRecord, NextDepartureModel, StopModel, VehicleProgressRecord } from './models.ts';
import { type Network, operatorOf, sameStop } from './network.ts';

/** A stop near the point, and how far it is as the crow flies. */
export interface NearStop {
  readonly stop: StopModel;
  readonly metres: number;
  readonly departures: readonly DepartureRecord[];
}

export interface Walk {
  readonly now: Date;
  /** Metres a second. */
  readonly speed: number;
  /** Only these lines; null for all. */
  readonly lines: readonly string[] | null;
}

/** No source tells the way along the streets: it is this much longer than the crow's. */
const DETOUR = 1.3;
/** Metres a second (16 km/h) between two stops, waiting at lights and stops included: an assumption, for estimates only. */
const VEHICLE_SPEED = 16 / 3.6;
/** A vehicle further away is not estimated. */
const MOST_STOPS_AWAY = 12;

/** A vehicle that has not come past yet. */
interface Approaching {
  readonly vehicle: VehicleProgressRecord;
  readonly stopsAway: number;
  /** Metres that are left, in straight lines between stops. */
  readonly metres: number;
}

/**
 * The next departures that can still be caught on foot, soonest first. Each line and destination at the nearest stop
 * where it halts: the same vehicle at the stop after is no other choice.
 *
 * The n-th live time of a line at a stop is taken for that of the n-th vehicle that has not come past. Where a line has
 * no time at all at a stop, but vehicles on the way to it, their times are estimated.
 */
export function nextDepartures(near: readonly NearStop[], network: Network, walk: Walk): readonly NextDepartureModel[] {
  const isWanted = (line: string): boolean =>
    walk.lines === null || walk.lines.some((wanted) => wanted.trim().toUpperCase() === line.toUpperCase());
  const found = near.flatMap((place) => {
    const byLine = Map.groupBy(
      place.departures.filter(({ line }) => isWanted(line)),
      ({ line }) => line,
    );
    const silent = network
      .linesAt(place.stop.id)
      .filter(({ number }) => isWanted(number) && !byLine.get(number)?.some(({ expectedAt }) => expectedAt));
    return [
      ...[...byLine].flatMap(([line, departures]) => announced(place, line, departures, network, walk)),
      ...silent.flatMap((line) => estimated(place, line, network, walk)),
    ];
  });
  return atNearestStop(found)
    .filter(({ leaveAt }) => leaveAt >= walk.now)
    .toSorted((a, b) => a.expectedAt.getTime() - b.expectedAt.getTime());
}

/** The departures of a line at a stop that its operator gives a time for. */
function announced(
  place: NearStop,
  number: string,
  departures: readonly DepartureRecord[],
  network: Network,
  walk: Walk,
): readonly NextDepartureModel[] {
  const lineId = `${operatorOf(place.stop.id)}:${number}`;
  const line = network.line(lineId);
  const approaching = line ? approach(place.stop, line, network) : [];
  let live = 0;
  return departures.flatMap(({ expectedAt, stopId: _, cancelled, ...departure }) => {
    if (!expectedAt || cancelled) return [];
    const vehicle = departure.basis === 'LIVE' ? approaching[live++] : undefined;
    return [
      {
        ...departure,
        ...wayTo(place, expectedAt, walk),
        expectedAt,
        vehicle: vehicle?.vehicle ?? null,
        stopsAway: vehicle?.stopsAway ?? null,
        disruptions: network.disruptionsOf({ lineId, stopId: place.stop.id }),
      },
    ];
  });
}

/** The departures of a line at a stop, from where its vehicles are. */
function estimated(place: NearStop, line: LineRecord, network: Network, walk: Walk): readonly NextDepartureModel[] {
  return approach(place.stop, line, network)
    .filter(({ stopsAway }) => stopsAway <= MOST_STOPS_AWAY)
    .map(({ vehicle, stopsAway, metres }) => {
      const expectedAt = new Date(vehicle.provenance.retrievedAt.getTime() + (metres / VEHICLE_SPEED) * 1000);
      const way = line.directions.find(({ stopIds }) => endsAt(stopIds, vehicle.terminusId));
      return {
        ...wayTo(place, expectedAt, walk),
        line: line.number,
        destination: way?.destination ?? network.stop(vehicle.terminusId)?.name ?? null,
        scheduledAt: null,
        expectedAt,
        basis: 'ESTIMATED' as const,
        platform: null,
        message: null,
        vehicle,
        stopsAway,
        disruptions: network.disruptionsOf({ lineId: line.id, stopId: place.stop.id }),
        provenance: vehicle.provenance,
      };
    });
}

/** The vehicles of a line that have not come past a stop, the nearest first. */
function approach(stop: StopModel, line: LineRecord, network: Network): readonly Approaching[] {
  const vehicles = network.vehiclesOn(line.id);
  return line.directions
    .flatMap(({ stopIds }) => {
      const here = stopIds.findIndex((id) => sameStop(id) === sameStop(stop.id));
      if (here < 0) return [];
      return (
        vehicles
          // From its last stop a vehicle goes nowhere.
          .filter(({ terminusId }) => endsAt(stopIds.slice(here + 1), terminusId))
          .flatMap((vehicle): Approaching[] => {
            const passed = stopIds.findIndex((id) => sameStop(id) === sameStop(vehicle.lastStopId));
            if (passed < 0 || passed > here || (passed === here && vehicle.metresSince > 0)) return [];
            const legs = stopIds.slice(passed, here + 1).map((id) => network.stop(id)?.location);
            const metres = legs.reduce((sum, from, at) => {
              const to = legs[at + 1];
              return from && to ? sum + distanceMetres(from, to) : sum;
            }, 0);
            const left = Math.max(0, metres - vehicle.metresSince);
            return [{ vehicle, stopsAway: Math.max(0, here - passed - 1), metres: left }];
          })
      );
    })
    .toSorted((a, b) => a.stopsAway - b.stopsAway || a.metres - b.metres);
}

const endsAt = (stopIds: readonly string[], terminusId: string): boolean =>
  stopIds.some((id) => sameStop(id) === sameStop(terminusId));

function wayTo({ stop, metres }: NearStop, expectedAt: Date, { speed }: Walk) {
  const walkingMetres = Math.round(metres * DETOUR);
  const seconds = walkingMetres / speed;
  return {
    stop,
    walkingMetres,
    walkingMinutes: Math.ceil(seconds / 60),
    leaveAt: new Date(expectedAt.getTime() - Math.ceil(seconds) * 1000),
  };
}

/** Of the departures of one line to one destination, those at the stop that is nearest. */
function atNearestStop(departures: readonly NextDepartureModel[]): readonly NextDepartureModel[] {
  const nearest = new Map<string, NextDepartureModel>();
  const nameOf = ({ stop, line, destination }: NextDepartureModel): string =>
    JSON.stringify([operatorOf(stop.id), line, destination?.fr ?? destination?.nl ?? destination?.en ?? stop.id]);
  for (const departure of departures) {
    const known = nearest.get(nameOf(departure));
    if (!known || departure.walkingMetres < known.walkingMetres) nearest.set(nameOf(departure), departure);
  }
  return departures.filter((departure) => nearest.get(nameOf(departure))?.stop.id === departure.stop.id);
}
