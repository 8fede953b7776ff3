import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import type { GeoPoint } from '../../geography/coordinates.ts';
import type { Door, Reading } from '../../http.ts';
import { entriesOf, rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { type LocalizedText, localizedText } from '../../text.ts';
import { fromBrusselsTime } from '../../time.ts';
import { maybe, parseWire } from '../../wire.ts';

/**
 * The keyed JSON in which counters along roads are published: `request=devices` says where they stand (GeoJSON),
 * `request=live` what they count now, as an object keyed by the counter's name. It is no open standard; what is known
 * of it comes from its answers. Counters may be in one answer and not in the other, and the features' own ids change
 * from day to day: the name is the key.
 */
export interface Counter<Properties, Live> {
  readonly location: GeoPoint;
  readonly properties: Properties;
  /** Null for a counter that sends nothing now. */
  readonly live: Live | null;
}

/** What to ask, and what a dataset promises to put into the two answers. */
export interface CounterQuestion<Properties, Live> {
  readonly properties: v.GenericSchema<unknown, Properties>;
  /** The property that holds the name by which `request=live` is keyed. */
  readonly nameOf: (properties: Properties) => string;
  readonly live: v.GenericSchema<unknown, Live>;
  /** Further parameters of `request=live`. */
  readonly liveQuery?: Readonly<Record<string, string>>;
}

/** Local time of Brussels without offset, `2019/10/23 12:36` or with seconds. */
export const brusselsTime = v.pipe(v.string(), v.transform(fromBrusselsTime), v.date());

/** A text that may be null, empty, or `n/a`; spaces and tabs around and within it are evened out. */
export const note = v.pipe(
  maybe(v.string()),
  v.transform((text) => {
    const clean = text?.replaceAll(/\s+/g, ' ').trim();
    return !clean || clean.toLowerCase() === 'n/a' ? null : clean;
  }),
);

/** A text in the languages of the feed. Its English is mostly a copy of the French, and then is no English. */
export function noteIn(fr: string | null, nl: string | null, en: string | null): LocalizedText | null {
  return localizedText({ fr, nl, en: en === fr || en === nl ? null : en });
}

/** Reads every counter that has a place, with what it counts: two requests, side by side. */
export async function readCounters<Properties, Live>(
  door: Door,
  source: Source,
  question: CounterQuestion<Properties, Live>,
): Promise<Reading<readonly Counter<Properties, Live>[]>> {
  const devices = v.object({
    features: rowsOf(
      source,
      v.object({
        geometry: v.object({ coordinates: v.looseTuple([v.number(), v.number()]) }),
        properties: question.properties,
      }),
    ),
  });
  const live = v.object({ data: entriesOf(source, question.live) });
  const ask = <Schema extends v.GenericSchema>(query: Readonly<Record<string, string>>, schema: Schema) =>
    door.json(source, { url: addressOf(source, '', query) }, (body) => parseWire(source, schema, body));

  const [places, counts] = await Promise.all([
    ask({ request: 'devices' }, devices),
    ask({ request: 'live', ...question.liveQuery }, live),
  ]);
  return {
    retrievedAt: counts.retrievedAt,
    value: places.value.features.map(({ geometry: { coordinates }, properties }) => ({
      location: { lat: coordinates[1], lon: coordinates[0] },
      properties,
      live: counts.value.data.get(question.nameOf(properties)) ?? null,
    })),
  };
}
