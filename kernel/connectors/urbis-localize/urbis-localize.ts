import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { fromPosition, type GeoPoint } from '../../geography/coordinates.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { idText, maybe, parseWire } from '../../wire.ts';

/**
 * The JSON of the UrbIS geocoder, "Localize" 2.0. It is no open standard; what is known of it comes from its answers.
 * Each answer is in one language. An answer that says `error: true`, or holds no result, means that nothing was found.
 */
export interface LocalizedAddress {
  /**
   * The register's code of the address (`adNc`), the same in every language: `10001073   1`, with the house number at
   * its end. Null where the answer holds none.
   */
  readonly code: string | null;
  readonly street: string | null;
  /** Not always a number: `12bis`. */
  readonly number: string | null;
  readonly postalCode: string | null;
  readonly municipality: string | null;
  readonly location: GeoPoint;
}

/** An address that fits a text. */
export interface FittingAddress extends LocalizedAddress {
  /** 0 to 100. */
  readonly score: number;
}

export type GeocoderLanguage = 'fr' | 'nl' | 'en';

const text = maybe(
  v.pipe(
    idText,
    v.transform((given) => given.trim() || null),
  ),
);
const address = v.object({
  address: v.object({
    street: v.object({ name: v.nullable(v.string()), postCode: text, municipality: text }),
    number: text,
  }),
  adNc: text,
  /** The way round that GeoJSON has it, x the longitude: other than in the question. */
  point: v.object({ x: v.number(), y: v.number() }),
});
const fitting = v.object({ ...address.entries, score: v.number() });

/** What any answer may be: a failed one holds anything, or nothing. */
const answerOf = <const Schema extends v.GenericSchema>(result: Schema) =>
  v.variant('error', [
    v.object({ error: v.literal(true) }),
    v.object({ error: v.literal(false), result: maybe(result) }),
  ]);

/** The address nearest to a point, in one language; null where the service knows none. */
export function readAddressAt(
  door: Door,
  source: Source,
  { lat, lon }: GeoPoint,
  language: GeocoderLanguage,
): Promise<Reading<LocalizedAddress | null>> {
  // In the question, and there alone, x is the latitude and y the longitude when they are degrees.
  const json = JSON.stringify({ language, point: { x: lat, y: lon }, SRS_In: 4326 });
  return door.json(source, { url: addressOf(source, 'getaddressfromxy', { json }), isPersonal: true }, (body) => {
    const answer = parseWire(source, answerOf(address), body);
    return answer.error || !answer.result ? null : toAddress(answer.result);
  });
}

/** Addresses that fit a text, in one language, in the service's order. */
export function readFittingAddresses(
  door: Door,
  source: Source,
  searched: string,
  language: GeocoderLanguage,
): Promise<Reading<readonly FittingAddress[]>> {
  const query = { language, address: searched, spatialReference: 4326 };
  return door.json(source, { url: addressOf(source, 'getaddresses', query), isPersonal: true }, (body) => {
    const answer = parseWire(source, answerOf(rowsOf(source, fitting)), body);
    const found = answer.error ? [] : (answer.result ?? []);
    return found.map((one) => ({ ...toAddress(one), score: one.score }));
  });
}

function toAddress({ address: { street, number }, adNc, point }: v.InferOutput<typeof address>): LocalizedAddress {
  return {
    code: adNc,
    street: street.name?.trim() || null,
    number,
    postalCode: street.postCode,
    municipality: street.municipality,
    location: fromPosition(point.x, point.y),
  };
}
