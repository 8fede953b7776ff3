import * as v from 'valibot';
import { cityOfBrussels, cityQuota } from '../../../../kernel/administrations/city-of-brussels.ts';
import { readRecords } from '../../../../kernel/connectors/opendatasoft/opendatasoft.ts';
import { url } from '../../../../kernel/env.ts';
import type { GeoPoint } from '../../../../kernel/geography/coordinates.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import type { VenueRecord } from '../../models.ts';
import type { EconomyProvides } from '../../provides.ts';
import { kindOf } from './kinds.ts';

export const brusselsVenues = defineSource<EconomyProvides>({
  id: 'brussels-venues',
  title: { en: 'Places to go to', fr: 'Lieux culturels et touristiques', nl: 'Culturele en toeristische plaatsen' },
  description: {
    en: 'Museums, halls, theatres, markets and other places for visitors, as visit.brussels lists them.',
    fr: 'Musées, salles, théâtres, marchés et autres lieux pour visiteurs, tels que visit.brussels les recense.',
    nl: 'Musea, zalen, theaters, markten en andere plaatsen voor bezoekers, zoals visit.brussels ze oplijst.',
  },
  administration: cityOfBrussels,
  licence: CC_BY,
  theme: 'EDUC',
  updateFrequency: 'IRREG',
  standard: 'OpenDataSoft Explore 2.1',
  connector: 'opendatasoft',
  endpoint: url(
    'BRUSSELS_VENUES_URL',
    'https://opendata.brussels.be/api/explore/v2.1/catalog/datasets/lieux_culturels_touristiques_evenementiels_visitbrussels_vbx/records',
  ),
  freshFor: days(1),
  staleFor: days(30),
  quota: cityQuota,
  openQuestions: [
    'The names of the fields are assumed: `id`, `translations_<language>_name`, `_shortdescr`, `_address_line1`, `_address_zip`, `_website`, `translations_fr_categories` and `geo_point_2d`. A wrong one shows itself as `SOURCE_INVALID` with its name.',
    'The words of the categories, from which culture and markets are told.',
    'The licence and the attribution of the dataset; CC BY 4.0 is assumed.',
    'How many places it has; some 700 are assumed.',
    'The anonymous quota of the portal, which all datasets of the City share.',
  ],
  provides: { venues },
});

/** There in every record, with null for nothing: so a field that is missing has another name. */
const text = v.nullable(v.string());
const fields = v.object({
  id: v.union([v.string(), v.number()]),
  translations_fr_name: text,
  translations_nl_name: text,
  translations_en_name: text,
  translations_fr_shortdescr: text,
  translations_nl_shortdescr: text,
  translations_en_shortdescr: text,
  translations_fr_address_line1: text,
  translations_nl_address_line1: text,
  translations_fr_address_zip: v.nullable(v.union([v.string(), v.number()])),
  translations_fr_website: text,
  translations_fr_categories: v.nullable(v.union([v.string(), v.array(v.string())])),
  geo_point_2d: v.nullable(v.object({ lon: v.number(), lat: v.number() })),
});
type Fields = v.InferOutput<typeof fields>;

async function venues(door: Door): Promise<readonly VenueRecord[]> {
  // No `select`: with one field of another name it would be refused as a whole, without saying which.
  const { value, retrievedAt } = await readRecords(door, brusselsVenues, { fields });
  const provenance = { source: brusselsVenues, observedAt: null, retrievedAt };
  return value.flatMap((row) => {
    const name = localizedText(inLanguages(row, 'name'));
    const location = row.geo_point_2d;
    // What has no name or is nowhere cannot be gone to.
    if (!name || !location || !isInBelgium(location)) return [];
    const postalCode = String(row.translations_fr_address_zip ?? '').trim();
    return {
      id: `visitbrussels:${row.id}`,
      name,
      kind: kindOf([row.translations_fr_categories ?? []].flat()),
      description: localizedText(inLanguages(row, 'shortdescr')),
      address: localizedText({ fr: row.translations_fr_address_line1, nl: row.translations_nl_address_line1 }),
      postalCode: /^\d{4}$/.test(postalCode) ? postalCode : null,
      website: websiteOf(row.translations_fr_website),
      location,
      provenance,
    };
  });
}

function inLanguages(row: Fields, field: 'name' | 'shortdescr') {
  return {
    fr: row[`translations_fr_${field}`],
    nl: row[`translations_nl_${field}`],
    en: row[`translations_en_${field}`],
  };
}

/** A web address, which the dataset may write without its scheme; null for anything that a browser should not open. */
function websiteOf(text: string | null): string | null {
  const given = text?.trim() ?? '';
  const address = /^www\./i.test(given) ? `https://${given}` : given;
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}

/** Degrees that changed places, or are zero, are not. */
function isInBelgium({ lat, lon }: GeoPoint): boolean {
  return lat > 49.4 && lat < 51.6 && lon > 2.5 && lon < 6.5;
}
