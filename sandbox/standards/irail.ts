import { notFound, type Standard, type WireAnswer } from '../emulator.ts';
import type { World } from '../world.ts';

export interface RailStationFact {
  /** Nine digits. */
  readonly id: string;
  readonly standardName: string;
  readonly english: string;
  readonly lat: number;
  readonly lon: number;
}

/** A train as a board shows it. */
export interface BoardEntry {
  readonly destination: RailStationFact;
  /** `IC` and `2134`, or `S8` and `3512`. */
  readonly type: string;
  readonly number: number;
  /** Seconds since 1970, and seconds. */
  readonly time: number;
  readonly delay: number;
  readonly cancelled: boolean;
  readonly left: boolean;
  readonly platform: string;
}

/** What a fixture tells of the railway. */
export interface Railway {
  readonly stations: readonly RailStationFact[];
  /**
   * Whether it asks to slow down as the real one does. The sandbox may be asked more often: its clock may stand still,
   * and then no limit ever passes.
   */
  readonly isLimited?: boolean;
  readonly board: (station: string, world: World) => readonly BoardEntry[];
}

const ID = 'BE.NMBS.';

/** What one address may ask: so many a second, and so many more at once now and then. */
const PER_SECOND = 3;
const BURST = 5;

/**
 * The API of iRail, version 1 (docs.irail.be): stations and boards, every number as text; XML for whoever does not ask
 * for JSON, and nothing for whoever does not say who asks, or asks too often.
 */
export const standard: Standard<Railway> = {
  answer: ({ stations, board, isLimited }) => {
    const isTooMuch = limit();
    return ({ url, headers }, { world }) => {
      if (!headers['user-agent']) return { status: 403, body: { error: 403, message: 'User-Agent is missing' } };
      if (isLimited && isTooMuch(world.now)) return { status: 429, body: { error: 429, message: 'Too many requests' } };
      if (url.searchParams.get('format') !== 'json') return XML;
      const answer = { version: '1.3', timestamp: String(Math.floor(world.now.getTime() / 1000)) };
      if (url.pathname.endsWith('/stations/')) return { body: { ...answer, station: stations.map(described) } };
      if (!url.pathname.endsWith('/liveboard/')) return notFound;
      const asked = url.searchParams.get('id')?.replace(ID, '');
      const station = stations.find(({ id }) => id === asked);
      if (!station) return { status: 404, body: { error: 404, message: `Could not find station ${asked}` } };
      const trains = board(station.id, world);
      const departures = { number: String(trains.length), departure: trains.map(shown) };
      return { body: { ...answer, station: station.english, stationinfo: described(station), departures } };
    };
  },
};

const XML: WireAnswer = { headers: { 'content-type': 'application/xml' }, body: '<?xml version="1.0"?><root/>' };

/** A bucket that fills with what one second allows, up to the burst. */
function limit(): (now: Date) => boolean {
  let left = PER_SECOND + BURST;
  let filledAt = 0;
  return (now) => {
    left = Math.min(PER_SECOND + BURST, left + (Math.max(0, now.getTime() - filledAt) / 1000) * PER_SECOND);
    filledAt = now.getTime();
    if (left < 1) return true;
    left -= 1;
    return false;
  };
}

function described({ id, standardName, english, lat, lon }: RailStationFact) {
  return {
    '@id': `http://irail.be/stations/NMBS/${id}`,
    id: `${ID}${id}`,
    name: english,
    locationX: String(lon),
    locationY: String(lat),
    standardname: standardName,
  };
}

const flag = (value: boolean): string => (value ? '1' : '0');

function shown(entry: BoardEntry, index: number) {
  const { destination, type, number, time, delay, cancelled, left, platform } = entry;
  const name = `${ID}${type}${number}`;
  return {
    id: String(index),
    station: destination.english,
    stationinfo: described(destination),
    time: String(time),
    delay: String(delay),
    canceled: flag(cancelled),
    left: flag(left),
    isExtra: '0',
    vehicle: name,
    vehicleinfo: {
      name,
      shortname: `${type} ${number}`,
      number: String(number),
      type,
      locationX: '0',
      locationY: '0',
      '@id': `http://irail.be/vehicle/${type}${number}`,
    },
    platform,
    platforminfo: { name: platform, normal: '1' },
    occupancy: { '@id': 'http://api.irail.be/terms/unknown', name: 'unknown' },
  };
}
