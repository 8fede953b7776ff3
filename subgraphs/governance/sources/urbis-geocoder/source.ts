import { paradigm } from '../../../../kernel/administrations/paradigm.ts';
import {
  type FittingAddress,
  type LocalizedAddress,
  readAddressAt,
  readFittingAddresses,
} from '../../../../kernel/connectors/urbis-localize/urbis-localize.ts';
import { setting, url } from '../../../../kernel/env.ts';
import type { GeoPoint } from '../../../../kernel/geography/coordinates.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC0, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import type { AddressRecord, FoundAddressRecord } from '../../models.ts';
import type { GovernanceProvides } from '../../provides.ts';

/** The region's own geocoder. It answers in one language, so it is asked in French and in Dutch side by side. */
export const urbisGeocoder = defineSource<GovernanceProvides>({
  id: 'urbis-geocoder',
  title: { en: 'UrbIS geocoder', fr: 'UrbIS géocodeur', nl: 'UrbIS geocoder' },
  description: {
    en: 'Addresses of the region: the one nearest to a point, and those that fit a text.',
    fr: 'Adresses de la Région : la plus proche d’un point et celles qui correspondent à un texte.',
    nl: 'Adressen van het Gewest: het adres dichtst bij een punt en de adressen die met een tekst overeenkomen.',
  },
  administration: paradigm,
  licence: CC0,
  theme: 'REGI',
  updateFrequency: 'IRREG',
  highValue: 'GEOSPATIAL',
  standard: 'JSON (UrbIS Localize)',
  connector: 'urbis-localize',
  endpoint: url('URBIS_GEOCODER_URL', 'https://geoservices.irisnet.be/localization/Rest/Localize'),
  freshFor: days(1),
  staleFor: days(7),
  quota: setting('URBIS_GEOCODER_QUOTA', '300/60'), // Every new point or text is two questions.
  openQuestions: [
    'How often it may be asked: no limit is published.',
    'The licence of the geocoder: CC0 is assumed, as for the UrbIS data that it searches.',
    'What an answer without a result looks like: an error, a null and an empty list are all taken for none.',
    'Whether a question in one language also finds streets by their name in the other; an address that only one of the two answers has its name in that language alone.',
    'Why some texts with accents find nothing; they are asked once more without.',
  ],
  provides: { addressAt, findAddresses },
});

/** An address in the languages in which it was answered. */
interface Answered<Address> {
  readonly fr: Address | undefined;
  readonly nl: Address | undefined;
}

/** Two questions. The point is asked as it comes, so whoever rounds it has equal questions asked once. */
async function addressAt(door: Door, point: GeoPoint): Promise<AddressRecord | null> {
  const [fr, nl] = await Promise.all([
    readAddressAt(door, urbisGeocoder, point, 'fr'),
    readAddressAt(door, urbisGeocoder, point, 'nl'),
  ]);
  const found = fr.value ?? nl.value;
  if (!found) return null;
  // Two that differ are two addresses as near as each other: the names of one of them only.
  const isSame = fr.value?.code === nl.value?.code;
  const answered = { fr: fr.value ?? undefined, nl: isSame || !fr.value ? (nl.value ?? undefined) : undefined };
  return toRecord(found, answered, olderOf(fr.retrievedAt, nl.retrievedAt));
}

/** Two questions, or four for a text with accents that finds nothing. */
async function findAddresses(door: Door, text: string): Promise<readonly FoundAddressRecord[]> {
  if (text.trim() === '') return [];
  const found = await search(door, text);
  const plain = withoutAccents(text);
  return found.length > 0 || plain === text ? found : search(door, plain);
}

async function search(door: Door, text: string): Promise<readonly FoundAddressRecord[]> {
  const [fr, nl] = await Promise.all([
    readFittingAddresses(door, urbisGeocoder, text, 'fr'),
    readFittingAddresses(door, urbisGeocoder, text, 'nl'),
  ]);
  const inFrench = Map.groupBy(fr.value, nameOf);
  const inDutch = Map.groupBy(nl.value, nameOf);
  const retrievedAt = olderOf(fr.retrievedAt, nl.retrievedAt);
  return [...new Set([...inFrench.keys(), ...inDutch.keys()])]
    .flatMap((name) => {
      const answered = { fr: inFrench.get(name)?.[0], nl: inDutch.get(name)?.[0] };
      const address = answered.fr ?? answered.nl;
      const score = Math.max(answered.fr?.score ?? 0, answered.nl?.score ?? 0);
      return address ? [{ ...toRecord(address, answered, retrievedAt), score }] : [];
    })
    .toSorted((a, b) => b.score - a.score);
}

/** What tells an address from others in both languages; one without a code is told by its place. */
function nameOf({ code, location: { lat, lon } }: FittingAddress): string {
  return code ?? `${lat.toFixed(5)} ${lon.toFixed(5)}`;
}

function toRecord(
  { number, postalCode, location }: LocalizedAddress,
  { fr, nl }: Answered<LocalizedAddress>,
  retrievedAt: Date,
): AddressRecord {
  return {
    street: localizedText({ fr: fr?.street, nl: nl?.street }),
    number,
    postalCode,
    municipalityName: localizedText({ fr: fr?.municipality, nl: nl?.municipality }),
    location,
    provenance: { source: urbisGeocoder, observedAt: null, retrievedAt },
  };
}

/** `Chaussée` to `Chaussee`: letters without the marks that Unicode can take off them. */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

const olderOf = (a: Date, b: Date): Date => (a < b ? a : b);
