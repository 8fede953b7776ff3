import * as v from 'valibot';
import { paradigm } from '../../../../kernel/administrations/paradigm.ts';
import { readCollection } from '../../../../kernel/connectors/hal/hal.ts';
import { url } from '../../../../kernel/env.ts';
import { fromPosition, type GeoPoint } from '../../../../kernel/geography/coordinates.ts';
import type { Door } from '../../../../kernel/http.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { type LocalizedText, localizedText } from '../../../../kernel/text.ts';
import { days, fromBrusselsTime, minutes } from '../../../../kernel/time.ts';
import { idText, maybe } from '../../../../kernel/wire.ts';
import type { IncidentRecord, IncidentStatus } from '../../models.ts';
import type { GovernanceProvides } from '../../provides.ts';

/**
 * The reports that the public site itself lists, newest first. This door is undocumented, so we are polite:
 * five pages of a hundred, at most every five minutes.
 */
export const fixmystreetIncidents = defineSource<GovernanceProvides>({
  id: 'fixmystreet-incidents',
  title: { en: 'Fix My Street incidents', fr: 'Incidents Fix My Street', nl: 'Meldingen Fix My Street' },
  description: {
    en: 'The 500 most recent reports of damage and litter in the public space and how far they are handled.',
    fr: "Les 500 signalements les plus récents dans l'espace public et l'état de leur traitement.",
    nl: 'De 500 recentste meldingen in de openbare ruimte en hoever hun behandeling staat.',
  },
  administration: paradigm,
  // The site publishes no licence for its data: whoever reuses it has to ask.
  licence: { id: 'unknown', url: 'https://fixmystreet.brussels' },
  theme: 'GOVE',
  updateFrequency: 'UPDATE_CONT',
  standard: 'HAL, EPSG:31370',
  connector: 'hal',
  endpoint: url('FIXMYSTREET_URL', 'https://fixmystreet.brussels/api/incidents'),
  freshFor: minutes(5),
  staleFor: days(1),
  openQuestions: [
    'The order of the list: that the newest come first is assumed. Else these are not the 500 most recent, and a `sort` has to be asked for.',
    "Terms and licence of the site's own interface; api.brussels has an official one behind a subscription.",
    'The names of the creation date and of the address fields in the list.',
  ],
  provides: { incidents },
});

interface Category {
  readonly nameFr: string | null;
  readonly nameNl: string | null;
  readonly nameEn: string | null;
  /** The more general one. */
  readonly category: Category | null;
}
const category: v.GenericSchema<unknown, Category> = v.object({
  nameFr: maybe(v.string()),
  nameNl: maybe(v.string()),
  nameEn: maybe(v.string()),
  category: maybe(v.lazy(() => category)),
});

/** Text with or without an offset, or milliseconds since 1970: which of them is not documented. */
const instant = v.pipe(v.union([v.string(), v.number()]), v.transform(toInstant));

/**
 * Only what is shown is named here. The answer may also hold photos, comments and house numbers; they say something
 * about a person, and are dropped before anything else sees them.
 */
const incident = v.object({
  id: v.pipe(v.number(), v.integer()),
  status: v.string(),
  category: maybe(category),
  location: maybe(
    v.object({
      coordinates: maybe(v.object({ x: maybe(v.number()), y: maybe(v.number()) })),
      address: maybe(
        v.object({
          streetNameFr: maybe(v.string()),
          streetNameNl: maybe(v.string()),
          postalCode: maybe(idText),
        }),
      ),
    }),
  ),
  creationDate: maybe(instant),
  updatedDate: maybe(instant),
  updateDate: maybe(instant),
});
type Incident = v.InferOutput<typeof incident>;

async function incidents(door: Door): Promise<readonly IncidentRecord[]> {
  const { value, retrievedAt } = await readCollection(door, fixmystreetIncidents, {
    rel: 'response',
    item: incident,
    pageSize: 100,
    maxPages: 5,
  });
  // A report that comes in between two pages pushes the last of the one to the top of the next.
  const distinct = new Map(value.map((report) => [report.id, report]));
  return [...distinct.values()].map((report) => toRecord(report, retrievedAt));
}

function toRecord(report: Incident, retrievedAt: Date): IncidentRecord {
  const { coordinates, address } = report.location ?? {};
  const updatedAt = report.updatedDate ?? report.updateDate;
  return {
    id: `fixmystreet:${report.id}`,
    status: toStatus(report.status),
    category: nameOf(report.category),
    topCategory: nameOf(topOf(report.category)),
    location: toLocation(coordinates?.x, coordinates?.y),
    street: localizedText({ fr: address?.streetNameFr, nl: address?.streetNameNl }),
    postalCode: address?.postalCode ?? null,
    createdAt: report.creationDate,
    updatedAt,
    provenance: { source: fixmystreetIncidents, observedAt: updatedAt, retrievedAt },
  };
}

function toStatus(text: string): IncidentStatus {
  return text === 'CREATED' || text === 'PROCESSING' || text === 'CLOSED' ? text : 'OTHER';
}

function topOf(known: Category | null): Category | null {
  return known?.category ? topOf(known.category) : known;
}

function nameOf(known: Category | null): LocalizedText | null {
  return known && localizedText({ fr: known.nameFr, nl: known.nameNl, en: known.nameEn });
}

function toLocation(x: number | null | undefined, y: number | null | undefined): GeoPoint | null {
  return x == null || y == null ? null : fromPosition(x, y);
}

function toInstant(given: string | number): Date | null {
  if (typeof given === 'string' && !/T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(given)) {
    return fromBrusselsTime(given.replace(/\.\d+$/, ''));
  }
  const date = new Date(given);
  return Number.isNaN(date.getTime()) ? null : date;
}
