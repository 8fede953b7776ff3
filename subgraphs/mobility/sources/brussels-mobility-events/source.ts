import * as v from 'valibot';
import { brusselsMobility, brusselsMobilityQuota } from '../../../../kernel/administrations/brussels-mobility.ts';
import { readItems } from '../../../../kernel/connectors/ogc-features/ogc-features.ts';
import { url } from '../../../../kernel/env.ts';
import { pointOf } from '../../../../kernel/geography/geojson.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC0, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { fromBrusselsTime, hours, minutes } from '../../../../kernel/time.ts';
import { maybe } from '../../../../kernel/wire.ts';
import type { RoadEventRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const brusselsMobilityEvents = defineSource<MobilityProvides>({
  id: 'brussels-mobility-events',
  title: { en: 'Road events', fr: 'Événements routiers', nl: 'Verkeersgebeurtenissen' },
  description: {
    en: 'Roadworks, accidents, congestion and public events on the roads of the region, and what they lead to.',
    fr: 'Chantiers, accidents, embouteillages et événements publics sur les voiries de la région, et leurs conséquences.',
    nl: 'Wegenwerken, ongevallen, files en publieke evenementen op de wegen van het gewest, en hun gevolgen.',
  },
  administration: brusselsMobility,
  licence: CC0,
  theme: 'TRAN',
  updateFrequency: 'UPDATE_CONT',
  standard: 'OGC API Features 1.0, EPSG:3812',
  connector: 'ogc-features',
  endpoint: url(
    'BRUSSELS_MOBILITY_EVENTS_URL',
    'https://data.mobility.brussels/datasets/v1/traffic/collections/traffic_events/items',
  ),
  freshFor: minutes(5),
  staleFor: hours(1),
  quota: brusselsMobilityQuota,
  openQuestions: [
    'The full list of properties: whether `location_nl` and `consequences_nl` are there, and when an event starts and ends.',
    'Whether `datex_codes` is a list or one text, which codes there are beside RWK, EMR, ACC and JAM, and that 4 is the most important `importance`.',
    'How `last_update` is written: Brussels wall-clock time is assumed where it has no offset.',
    'The licence of this collection: CC0 is told of it by others, the service itself was not seen to say so.',
  ],
  provides: { roadEvents },
});

/** Codes of DATEX, as Brussels Mobility uses them. */
const KINDS: Readonly<Record<string, RoadEventRecord['kinds'][number]>> = {
  RWK: 'ROADWORKS',
  EMR: 'PUBLIC_EVENT',
  ACC: 'ACCIDENT',
  JAM: 'CONGESTION',
};

const properties = v.object({
  fid: v.union([v.number(), v.string()]),
  datex_codes: v.nullable(v.union([v.string(), v.array(v.string())])),
  importance: maybe(v.union([v.string(), v.number()])),
  location_fr: maybe(v.string()),
  location_nl: maybe(v.string()),
  consequences_fr: maybe(v.string()),
  consequences_nl: maybe(v.string()),
  last_update: maybe(v.string()),
});

async function roadEvents(door: Door): Promise<readonly RoadEventRecord[]> {
  const { value, retrievedAt } = await readItems(door, brusselsMobilityEvents, properties);
  const events = value.flatMap(({ geometry, properties: event }): RoadEventRecord[] => {
    const location = geometry && pointOf(geometry);
    // What happens nowhere cannot be found in any place.
    if (!location) return [];
    return [
      {
        id: `road-event:${event.fid}`,
        kinds: kindsOf(event.datex_codes),
        place: localizedText({ fr: event.location_fr, nl: event.location_nl }),
        consequences: localizedText({ fr: event.consequences_fr, nl: event.consequences_nl }),
        importance: rankOf(event.importance),
        location,
        provenance: { source: brusselsMobilityEvents, observedAt: instantOf(event.last_update), retrievedAt },
      },
    ];
  });
  // An event that moves between two pages while they are read comes twice.
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** Codes in a list, or in one text with anything between them. None of them says nothing; another one is OTHER. */
function kindsOf(codes: string | readonly string[] | null): RoadEventRecord['kinds'] {
  const words = String(codes ?? '').match(/[A-Za-z]+/g) ?? [];
  return [...new Set(words.map((code) => KINDS[code.toUpperCase()] ?? 'OTHER'))];
}

function rankOf(importance: string | number | null): number | null {
  const text = String(importance ?? '').trim();
  return /^[0-4]$/.test(text) ? Number(text) : null;
}

/** With an offset, or Brussels wall-clock time; null for anything else. */
function instantOf(text: string | null): Date | null {
  if (text === null) return null;
  if (!/T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return fromBrusselsTime(text.replace(/\.\d+$/, ''));
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
