import * as v from 'valibot';
import { urbisQuota } from '../../../../kernel/administrations/paradigm.ts';
import { cqlText, type Feature, readFeatures } from '../../../../kernel/connectors/wfs/wfs.ts';
import { url } from '../../../../kernel/env.ts';
import { pointOf } from '../../../../kernel/geography/geojson.ts';
import type { Door, Reading } from '../../../../kernel/http.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days, hours, inBrussels } from '../../../../kernel/time.ts';
import { idText, maybe } from '../../../../kernel/wire.ts';
import type { PermitRecord } from '../../models.ts';
import type { GovernanceProvides } from '../../provides.ts';

/** The demands for permits that NOVA, the platform of the region's permits, publishes. Who asks is never read. */
export const novaPermits = defineSource<GovernanceProvides>({
  id: 'nova-permits',
  title: {
    en: 'NOVA planning and environmental permits',
    fr: 'NOVA permis d’urbanisme et d’environnement',
    nl: 'NOVA stedenbouwkundige en milieuvergunningen',
  },
  description: {
    en: 'The 250 demands for a planning permit and the 250 for an environmental permit that were received last.',
    fr: 'Les 250 dernières demandes de permis d’urbanisme et les 250 dernières de permis d’environnement.',
    nl: 'De 250 laatst ontvangen aanvragen voor een stedenbouwkundige vergunning en de 250 laatste voor een milieuvergunning.',
  },
  administration: {
    id: 'urban-brussels',
    name: { en: 'urban.brussels', fr: 'urban.brussels', nl: 'urban.brussels' },
    homepage: 'https://urban.brussels',
  },
  // The layers state no licence: whoever reuses them has to ask.
  licence: { id: 'unknown', url: 'https://urban.brussels' },
  theme: 'REGI',
  updateFrequency: 'DAILY',
  standard: 'OGC WFS 2.0, GeoJSON, EPSG:31370',
  connector: 'wfs',
  endpoint: url('NOVA_WFS_URL', 'https://geoservices-vector.irisnet.be/geoserver/Nova/wfs'),
  freshFor: hours(1),
  staleFor: days(1),
  quota: urbisQuota,
  openQuestions: [
    'House numbers: whether `streetNumberFrom` is a text or a number, how a case of several numbers is told, and whether a number beside the subject of a private demand may be shown on.',
    'The licence of the two layers.',
    'The Dutch counterparts of the French properties: caseDutchObject is confirmed; caseSubTypeDutchName, caseStatusDutchName, managingAuthorityDutchName and streetDutchName are assumed, and a text has its French alone where they are missing.',
    'Whether the layer of environmental permits has all the properties of the other one, and of which kind the geometries are.',
    'Whether requestReceptionDate is a day alone or has a time or a zone behind; its first ten characters are read.',
  ],
  provides: { permits },
});

const EACH = 250;
const LAYERS = [
  ['PLANNING', 'Nova:PlanningPermits'],
  ['ENVIRONMENT', 'Nova:EnvironmentalPermits'],
] as const;

const text = maybe(idText);

/** What is needed must be there, if only as null; the rest may be missing in one of the layers. */
const properties = v.object({
  novaReference: v.nullable(v.string()),
  requestReceptionDate: v.nullable(v.string()),
  caseFrenchObject: maybe(v.string()),
  caseDutchObject: maybe(v.string()),
  caseSubTypeFrenchName: maybe(v.string()),
  caseSubTypeDutchName: maybe(v.string()),
  caseStatusFrenchName: maybe(v.string()),
  caseStatusDutchName: maybe(v.string()),
  managingAuthorityFrenchName: maybe(v.string()),
  managingAuthorityDutchName: maybe(v.string()),
  streetFrenchName: maybe(v.string()),
  streetDutchName: maybe(v.string()),
  streetNumberFrom: text,
  zipCode: text,
});
type Permit = v.InferOutput<typeof properties>;

/** Two questions side by side. The day in the filter is Brussels's: some demands claim to be received in years to come. */
async function permits(door: Door): Promise<readonly PermitRecord[]> {
  const today = inBrussels(door.now()).toPlainDate().toString();
  const asked = LAYERS.map(async ([kind, typeNames]) => {
    const reading = await readFeatures(door, novaPermits, {
      typeNames,
      properties,
      filter: `requestReceptionDate<=${cqlText(today)}`,
      sortBy: 'requestReceptionDate D',
      count: EACH,
    });
    return toRecords(reading, kind, today);
  });
  const records = (await Promise.all(asked)).flat();
  return records.toSorted((a, b) => (b.receivedOn ?? '').localeCompare(a.receivedOn ?? ''));
}

/** A case shows once, where it lies in several places as well; one without a reference or a place is left out. */
function toRecords(
  { value, retrievedAt }: Reading<readonly Feature<Permit>[]>,
  kind: PermitRecord['kind'],
  today: string,
): readonly PermitRecord[] {
  const provenance = { source: novaPermits, observedAt: null, retrievedAt };
  const byReference = Map.groupBy(value, ({ properties }) => properties.novaReference?.trim() ?? '');
  return [...byReference].flatMap(([reference, features]) => {
    const [location] = features.flatMap(({ geometry }) => (geometry && pointOf(geometry)) ?? []);
    const permit = features[0]?.properties;
    if (!reference || !location || !permit) return [];
    return [
      {
        id: `nova:${reference}`,
        kind,
        reference,
        receivedOn: dayOf(permit.requestReceptionDate, today),
        subject: localizedText({ fr: permit.caseFrenchObject, nl: permit.caseDutchObject }),
        procedure: localizedText({ fr: permit.caseSubTypeFrenchName, nl: permit.caseSubTypeDutchName }),
        status: localizedText({ fr: permit.caseStatusFrenchName, nl: permit.caseStatusDutchName }),
        authority: localizedText({ fr: permit.managingAuthorityFrenchName, nl: permit.managingAuthorityDutchName }),
        street: localizedText({ fr: permit.streetFrenchName, nl: permit.streetDutchName }),
        houseNumber: permit.streetNumberFrom?.trim() || null,
        postalCode: permit.zipCode?.trim() || null,
        location,
        provenance,
      },
    ];
  });
}

/** `2026-09-02Z` and `2026-09-02T00:00:00Z` are the day that they are written as; null for one that is not yet. */
function dayOf(given: string | null, today: string): string | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(given ?? '')?.[0] ?? null;
  return day && day <= today ? day : null;
}
