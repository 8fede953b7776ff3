import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { type Language, type LocalizedText, localizedText } from '../../text.ts';
import { idText, maybe, parseWire } from '../../wire.ts';
import { discovery, feedUrl, time } from './gbfs.ts';

/** A station of a system with its status, the same for GBFS 2.x and 3.0. */
export interface GbfsStation {
  readonly id: string;
  readonly name: LocalizedText;
  readonly lat: number;
  readonly lon: number;
  readonly capacity: number | null;
  readonly vehiclesAvailable: number | null;
  readonly docksAvailable: number | null;
  readonly isInstalled: boolean;
  readonly isRenting: boolean;
  readonly isReturning: boolean;
  readonly lastReported: Date | null;
}

/** 2.x: one string in the language of the feed. 3.0: a list of texts with their language. */
const text = v.union([v.string(), v.array(v.object({ text: v.string(), language: v.string() }))]);

const information = v.object({
  station_id: idText,
  name: text,
  lat: v.number(),
  lon: v.number(),
  capacity: maybe(v.number()),
});
const status = v.object({
  station_id: idText,
  num_bikes_available: maybe(v.number()),
  num_vehicles_available: maybe(v.number()),
  num_docks_available: maybe(v.number()),
  is_installed: v.boolean(),
  is_renting: v.boolean(),
  is_returning: v.boolean(),
  last_reported: maybe(time),
});
/** A feed of stations, whatever it tells of each. */
const stationsOf = <const Station extends v.GenericSchema>(source: Source, station: Station) =>
  v.object({ data: v.object({ stations: rowsOf(source, station) }) });

/** Reads the stations of a system with their status: discovery, then both feeds side by side. */
export async function readStations(door: Door, source: Source): Promise<Reading<readonly GbfsStation[]>> {
  const found = await door.json(source, { url: addressOf(source) }, (body) => parseWire(source, discovery, body));
  const { language } = found.value;
  // Both addresses are known before either feed is asked for: a request that nobody waits for must not fail unheard.
  const informationUrl = feedUrl(source, found.value, 'station_information');
  const statusUrl = feedUrl(source, found.value, 'station_status');
  const [stations, states] = await Promise.all([
    door.json(source, { url: informationUrl }, (body) => parseWire(source, stationsOf(source, information), body)),
    door.json(source, { url: statusUrl }, (body) => parseWire(source, stationsOf(source, status), body)),
  ]);
  const stateOf = new Map(states.value.data.stations.map((state) => [state.station_id, state]));
  return {
    retrievedAt: states.retrievedAt,
    value: stations.value.data.stations.map((station) => {
      const state = stateOf.get(station.station_id);
      return {
        id: station.station_id,
        name: toText(station.name, language),
        lat: station.lat,
        lon: station.lon,
        capacity: station.capacity,
        vehiclesAvailable: state?.num_vehicles_available ?? state?.num_bikes_available ?? null,
        docksAvailable: state?.num_docks_available ?? null,
        isInstalled: state?.is_installed ?? false,
        isRenting: state?.is_renting ?? false,
        isReturning: state?.is_returning ?? false,
        lastReported: state?.last_reported ?? null,
      };
    }),
  };
}

function toText(name: v.InferOutput<typeof text>, language: Language): LocalizedText {
  const parts = typeof name === 'string' ? [{ text: name, language }] : name;
  const known = localizedText(
    Object.fromEntries(parts.map((part) => [part.language.toLowerCase().slice(0, 2), part.text])),
  );
  return known ?? { en: parts[0]?.text ?? '' };
}
