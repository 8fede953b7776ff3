import type { LocalizedText } from '../../kernel/text.ts';
import { approaching, vehiclesMeant, waysFrom } from './approach.ts';
import type { DepartureRecord, LineRecord, NextDepartureModel, StopModel } from './models.ts';
import { lineFilter, type Network, operatorOf } from './network.ts';

/** A stop near the point, and how far it is as the crow flies. */
export interface NearStop {
  readonly stop: StopModel;
  readonly metres: number;
  /** Soonest first. */
  readonly departures: readonly DepartureRecord[];
}

export interface Walk {
  readonly now: Date;
  /** Metres a second. */
  readonly speed: number;
  /** Only these lines, as {@link lineFilter} reads them; null for all. */
  readonly lines: readonly string[] | null;
}

/** No source tells the way along the streets: it is this much longer than the crow's. */
const DETOUR = 1.3;
/** Metres a second (16 km/h) between two stops, waiting at lights and stops included: an assumption, for estimates only. */
const VEHICLE_SPEED = 16 / 3.6;
/** A vehicle further away is not estimated. */
const MOST_STOPS_AWAY = 12;

/** A departure, and what it has in common with others of which only the nearest stop matters. */
interface Found extends NextDepartureModel {
  readonly towards: string;
}

/**
 * The next departures that can still be caught on foot, soonest first. Each line and destination at the nearest stop
 * where it can be caught: the same vehicle at the stop after is no other choice.
 *
 * Where the operator says nothing of a line at a stop, but vehicles are on the way to it, their times are estimated.
 */
export function nextDepartures(near: readonly NearStop[], network: Network, walk: Walk): readonly NextDepartureModel[] {
  const isWanted = lineFilter(walk.lines);
  const found = near.flatMap((place) => {
    const operator = operatorOf(place.stop.id);
    const byLine = Map.groupBy(
      place.departures.filter(({ line }) => isWanted(operator, line)),
      ({ line }) => line,
    );
    const silent = network
      .linesAt(place.stop.id)
      .filter(({ number }) => !byLine.has(number) && isWanted(operator, number));
    return [
      ...[...byLine].flatMap(([line, departures]) => announced(place, line, departures, network, walk)),
      ...silent.flatMap((line) => estimated(place, line, network, walk)),
    ];
  });
  const caught = found.filter(({ leaveAt }) => leaveAt >= walk.now);
  return atNearestStop(caught).toSorted((a, b) => a.expectedAt.getTime() - b.expectedAt.getTime());
}

/** The departures of a line at a stop that its operator gives a time for. */
function announced(
  place: NearStop,
  number: string,
  departures: readonly DepartureRecord[],
  network: Network,
  walk: Walk,
): readonly Found[] {
  const lineId = `${operatorOf(place.stop.id)}:${number}`;
  const line = network.line(lineId);
  const meant = line && vehiclesMeant(departures, place.stop, line, network);
  const [way, other] = line ? waysFrom(place.stop, line) : [];
  const usual = other ? null : (way?.destination ?? null);
  return departures.flatMap((record) => {
    const { expectedAt, stopId: _, cancelled, tripId, ...departure } = record;
    if (!expectedAt || cancelled) return [];
    const vehicle = meant?.get(record);
    return [
      {
        ...departure,
        ...wayTo(place, expectedAt, walk),
        expectedAt,
        vehicle: vehicle?.vehicle ?? null,
        stopsAway: vehicle ? Math.max(0, vehicle.stopsAway) : null,
        disruptions: network.disruptionsOf({ lineId, stopId: place.stop.id }),
        towards: towards(lineId, departure.destination ?? usual, tripId ?? place.stop.id),
      },
    ];
  });
}

/** The departures of a line at a stop, from where its vehicles are; what stands at its first stop leaves nobody knows when. */
function estimated(place: NearStop, line: LineRecord, network: Network, walk: Walk): readonly Found[] {
  return approaching(place.stop, line, network)
    .filter(({ stopsAway, hasSetOut }) => hasSetOut && stopsAway >= 0 && stopsAway <= MOST_STOPS_AWAY)
    .map(({ vehicle, destination, stopsAway, metres }) => {
      const seconds = vehicle.provenance.retrievedAt.getTime() / 1000 + metres / VEHICLE_SPEED;
      const expectedAt = new Date(Math.round(seconds) * 1000);
      return {
        ...wayTo(place, expectedAt, walk),
        line: line.number,
        destination,
        scheduledAt: null,
        expectedAt,
        basis: 'ESTIMATED' as const,
        platform: null,
        message: null,
        vehicle,
        stopsAway,
        disruptions: network.disruptionsOf({ lineId: line.id, stopId: place.stop.id }),
        provenance: vehicle.provenance,
        towards: towards(line.id, destination, place.stop.id),
      };
    });
}

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

const towards = (lineId: string, destination: LocalizedText | null, otherwise: string): string =>
  JSON.stringify([lineId, destination?.fr ?? destination?.nl ?? destination?.en ?? otherwise]);

/** Of the departures of one line to one destination, those at the stop that is nearest. */
function atNearestStop(departures: readonly Found[]): readonly Found[] {
  const nearest = new Map<string, Found>();
  for (const departure of departures) {
    const known = nearest.get(departure.towards);
    if (!known || departure.walkingMetres < known.walkingMetres) nearest.set(departure.towards, departure);
  }
  return departures.filter(({ towards, stop }) => nearest.get(towards)?.stop.id === stop.id);
}
