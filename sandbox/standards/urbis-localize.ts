import { fromPosition, type GeoPoint, toLambert72 } from '../../kernel/geography/coordinates.ts';
import { notFound, type Standard, type WireAnswer } from '../emulator.ts';
import { nearestAddress } from './urbis-localize/nearest.ts';
import { addressesThatFit } from './urbis-localize/search.ts';

export type StreetLanguage = 'fr' | 'nl';

/** A street as its register keeps it: a straight line here. */
export interface Street {
  /** Eight digits, with which the codes of its addresses begin. */
  readonly code: string;
  readonly name: Readonly<Record<StreetLanguage, string>>;
  readonly postalCode: string;
  readonly municipality: Readonly<Record<StreetLanguage, string>>;
  readonly from: GeoPoint;
  readonly to: GeoPoint;
}

/** What a fixture tells: the streets, and those of them that may be meant at a point. */
export interface Streets {
  readonly streets: readonly Street[];
  readonly around: (point: GeoPoint) => readonly Street[];
}

/** An address on a street; `number` is null for the street itself. */
export interface StreetAddress {
  readonly street: Street;
  readonly number: string | null;
  readonly location: GeoPoint;
}

/** The systems that it knows, by their EPSG numbers: WGS 84, and Lambert 72, which is meant where none is named. */
const DEGREES = 4326;
const METRES = 31370;

const VERSION = '2.0.2';
const found = (result: unknown): WireAnswer => ({
  body: { result, error: false, status: 'success', version: VERSION },
});
const nothing: WireAnswer = { body: { result: null, error: true, status: 'noresult', version: VERSION } };

/**
 * The UrbIS geocoder, "Localize": nearest address (an object, asked with x and y the other way round) and addresses
 * that fit a text (an array). Some texts with accents find nothing, as with the real one.
 */
export const standard: Standard<Streets> = {
  answer:
    ({ streets, around }) =>
    ({ url }, { world }) => {
      if (url.pathname.endsWith('/getaddressfromxy')) {
        const { language, point, SRS_In } = JSON.parse(url.searchParams.get('json') ?? '{}');
        const [x, y] = [Number(point?.x), Number(point?.y)];
        if (SRS_In !== DEGREES && SRS_In !== METRES) return nothing;
        const asked = SRS_In === DEGREES ? { lat: x, lon: y } : fromPosition(x, y);
        const nearest = nearestAddress(world, around(asked), asked);
        if (!nearest) return nothing;
        return found({ ...shown(nearest, language, SRS_In), addresspointid: null, geocodematchcode: 1 });
      }
      if (!url.pathname.endsWith('/getaddresses')) return notFound;
      const text = url.searchParams.get('address') ?? '';
      const language = url.searchParams.get('language');
      const system = Number(url.searchParams.get('spatialReference') ?? METRES);
      const isBroken = /\p{M}/u.test(text.normalize('NFD')) && world.noise('accents', text) < 0.3;
      const fitting = isBroken ? [] : addressesThatFit(world, streets, text);
      return found(
        fitting.map(({ score, ...address }) => ({
          language,
          ...shown(address, language, system),
          score,
          extent: extentOf(address.location),
          qualificationText: { policeNumber: address.number ? 'Found' : 'NotFound', streetName: 'Found' },
        })),
      );
    },
};

function shown({ street, number, location }: StreetAddress, asked: unknown, system: number) {
  const [x, y] = system === DEGREES ? [location.lon, location.lat] : toLambert72(location);
  const language: StreetLanguage = asked === 'nl' ? 'nl' : 'fr';
  const { code, name, postalCode, municipality } = street;
  return {
    address: {
      street: {
        name: name[language],
        postCode: postalCode,
        municipality: municipality[language],
        id: String(Number(code.slice(-5))),
      },
      ...(number === null ? {} : { number }),
    },
    adNc: number === null ? code : `${code}${number.padStart(4)}`,
    point: { x, y },
  };
}

function extentOf({ lat, lon }: GeoPoint) {
  return { xmin: lon - 0.002, ymin: lat - 0.0005, xmax: lon + 0.002, ymax: lat + 0.0005 };
}
