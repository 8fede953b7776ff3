import { CENTRES } from '../kernel/geography/municipalities.ts';
import type { Fleet, VehicleState } from './standards/gbfs.ts';
import { stepBefore, type World } from './world.ts';

/** How many of a hundred shared vehicles stand in a municipality: more where more people go out. */
const SHARES: readonly (readonly [nisCode: string, share: number])[] = [
  ['21004', 23],
  ['21009', 15],
  ['21015', 11],
  ['21013', 9],
  ['21005', 8],
  ['21012', 6],
  ['21014', 5],
  ['21001', 5],
  ['21016', 4],
  ['21018', 3],
  ['21011', 2],
  ['21019', 2],
  ['21007', 2],
  ['21010', 2],
  ['21006', 1],
  ['21002', 1],
  ['21017', 1],
];
const DISTRICTS = SHARES.flatMap(([nisCode, share]) => Array.from({ length: share }, () => nisCode));
const CENTRE = '21004';
/** Far outside the region, where vehicles are repaired; the feeds show some that stand there. */
const DEPOT = { lat: 51.0259, lon: 4.4776 };
/** Degrees of latitude and longitude to a metre at Brussels. */
const DEGREES = { lat: 1 / 111_200, lon: 1 / 70_300 };
const HOUR = 3_600_000;

/** A fleet and how it is shared out over its types. */
export interface FleetPlan {
  readonly system: string;
  readonly size: number;
  readonly types: readonly (Fleet['types'][number] & { readonly share: number })[];
}

/** Shared vehicles about the invented city: each makes trips, stands longer at night, and gets another id each time. */
export function fleetOf({ system, size, types }: FleetPlan): Fleet {
  const kinds = types.flatMap((type) => Array.from({ length: Math.round(type.share * 100) }, () => type));
  return {
    types,
    vehicles: (world) => {
      const busy = byTheHour(world);
      return Array.from({ length: size }, (_, index) => index).flatMap((index) => {
        const noise: World['noise'] = (...keys) => world.noise(system, index, ...keys);
        const type = kinds[Math.floor(noise('type') * kinds.length)];
        return (type && vehicle(world.now, { noise, busy }, type)) ?? [];
      });
    },
  };
}

/** How busy the city was in an hour, worked out once for the whole fleet. */
function byTheHour(world: World): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    const hour = Math.floor(at / HOUR);
    const busy = known.get(hour) ?? world.busy(new Date((hour + 0.5) * HOUR));
    known.set(hour, busy);
    return busy;
  };
}

interface Circumstances {
  readonly noise: World['noise'];
  readonly busy: (at: number) => number;
}

function vehicle(
  now: Date,
  { noise, busy }: Circumstances,
  type: FleetPlan['types'][number],
): VehicleState | undefined {
  // A trip starts each few hours; nobody is on the way for longer than the first part of that.
  const every = (2 + 5 * noise('habit')) * HOUR;
  const shift = every * noise('shift');
  const trip = Math.floor((now.getTime() + shift) / every);
  const startedAt = trip * every - shift;
  const busyThen = busy(startedAt);
  if (now.getTime() - startedAt < 0.12 * every * busyThen) return undefined;
  const disabled = noise('disabled', trip) < 0.04;
  const range = Math.round(type.maxRangeMetres * (0.12 + 0.88 * noise('battery', trip)));
  return {
    id: [1, 2, 3, 4].map((part) => hexadecimal(noise('id', part, trip))).join('-'),
    type: type.id,
    ...placeOf(noise, trip, busyThen),
    reserved: !disabled && noise('reserved', stepBefore(now, 600).getTime()) < 0.015,
    disabled,
    ...(noise('parked', trip) < 0.005 ? { station: 'hub-1' } : {}),
    ...(noise('silent') < 0.01 ? {} : { rangeMetres: range }),
  };
}

function placeOf(noise: World['noise'], trip: number, busy: number): { lat: number; lon: number } {
  const isAway = noise('depot', trip) < 0.005;
  // By day some more of those that moved end in the centre.
  const isDrawn = noise('drawn', trip) < 0.15 * busy;
  const district = isDrawn ? CENTRE : DISTRICTS[Math.floor(noise('district', trip) * DISTRICTS.length)];
  const middle = (isAway ? undefined : CENTRES.get(district ?? CENTRE)) ?? DEPOT;
  const metres = (isAway ? 40 : 1_400) * Math.sqrt(noise('distance', trip));
  const angle = 2 * Math.PI * noise('angle', trip);
  const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return {
    lat: rounded(middle.lat + metres * Math.cos(angle) * DEGREES.lat),
    lon: rounded(middle.lon + metres * Math.sin(angle) * DEGREES.lon),
  };
}

const hexadecimal = (share: number): string =>
  Math.floor(share * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
