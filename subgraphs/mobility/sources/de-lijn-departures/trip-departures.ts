import type { StopUpdate, TripEvent, TripUpdate } from '../../../../kernel/connectors/gtfs-realtime/gtfs-realtime.ts';
import type { DepartureRecord } from '../../models.ts';

/** What a trip tells of the times at one of its stops. */
export type TripDeparture = Pick<DepartureRecord, 'scheduledAt' | 'expectedAt' | 'basis' | 'cancelled'> & {
  readonly stopId: string;
};

/** The departures of a trip at the stops that are wanted. */
export function departuresOf(
  trip: TripUpdate,
  isWanted: (stopId: string) => boolean,
  now: Date,
): readonly TripDeparture[] {
  const basis = isUnderWay(trip, now) || isOffTime(trip) ? 'LIVE' : 'SCHEDULED';
  return trip.stops.flatMap((stop, index): readonly TripDeparture[] => {
    const { stopId, state } = stop;
    const rest = trip.stops.slice(index + 1);
    if (stopId === null || !isWanted(stopId) || state === 'NO_DATA') return [];
    const event = leaving(stop, rest);
    const time = event?.time ?? null;
    if (trip.cancelled || state === 'SKIPPED') {
      // One without a time of its own has been when the vehicle is past the stops after it.
      const isOver = time === null && rest.some((later) => (timeAt(later)?.getTime() ?? Infinity) < now.getTime());
      return isOver ? [] : [{ stopId, scheduledAt: scheduled(event), expectedAt: null, basis, cancelled: true }];
    }
    // A delay alone says nothing of when: the timetable is not read.
    if (time === null) return [];
    return [{ stopId, scheduledAt: scheduled(event), expectedAt: time, basis, cancelled: false }];
  });
}

/** Where the feed has an arrival alone the vehicle leaves as it comes, but for the stop where it ends. */
function leaving({ arrival, departure }: StopUpdate, rest: readonly StopUpdate[]): TripEvent | null {
  return departure ?? (rest.length > 0 ? arrival : null);
}

function scheduled(event: TripEvent | null): Date | null {
  if (event === null || event.time === null || event.delay === null) return null;
  return new Date(event.time.getTime() - event.delay * 1000);
}

const timeAt = ({ departure, arrival }: StopUpdate): Date | null => departure?.time ?? arrival?.time ?? null;

/** Whether its vehicle has left the first stop; by the first time that is known where its start is not told. */
function isUnderWay({ startsAt, stops }: TripUpdate, now: Date): boolean {
  const start = startsAt ?? stops.map(timeAt).find((time) => time !== null);
  return start != null && start <= now;
}

/** Whether a delay is told, which only a vehicle can have. */
function isOffTime({ delay, stops }: TripUpdate): boolean {
  return [delay, ...stops.flatMap((stop) => [stop.arrival?.delay, stop.departure?.delay])].some((seconds) => seconds);
}
