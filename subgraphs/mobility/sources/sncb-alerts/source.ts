import {
  BMC_GATEWAY,
  bmcKey,
  bmcQuota,
  gatewayHeaders,
  withoutPrefix,
} from '../../../../kernel/administrations/belgian-mobility.ts';
import { sncbNmbs } from '../../../../kernel/administrations/sncb-nmbs.ts';
import { type Alert, readAlerts } from '../../../../kernel/connectors/gtfs-realtime/gtfs-realtime.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { LANGUAGES, type LocalizedText, localizedText } from '../../../../kernel/text.ts';
import { hours, minutes } from '../../../../kernel/time.ts';
import type { DisruptionRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';
import { stops } from '../sncb-stations/source.ts';

export const sncbAlerts = defineSource<MobilityProvides>({
  id: 'sncb-alerts',
  title: { en: 'SNCB-NMBS disruptions', fr: 'Perturbations de la SNCB', nl: 'NMBS-verstoringen' },
  description: {
    en: 'Works and incidents on the railway that concern a station of the region, or the whole network.',
    fr: 'Travaux et incidents ferroviaires qui concernent une gare de la région ou tout le réseau.',
    nl: 'Werken en incidenten op het spoor die een station van het gewest of het hele net betreffen.',
  },
  administration: sncbNmbs,
  licence: CC_BY,
  attribution:
    'Source: SNCB-NMBS – Open Data, published through the Belgian Mobility Company, https://data.belgianmobility.io.',
  theme: 'TRAN',
  updateFrequency: 'UPDATE_CONT',
  standard: 'GTFS Realtime',
  connector: 'gtfs-realtime',
  endpoint: url('SNCB_ALERTS_URL', `${BMC_GATEWAY}/api/gtfs/feed/nmbssncb/rt/alert`),
  key: bmcKey,
  freshFor: minutes(1),
  staleFor: hours(1),
  quota: bmcQuota,
  openQuestions: [
    'How the alerts name stations and routes; the trip updates of the same feed have `gs:nmbssncb:8813003`, with `_4` behind it for a platform.',
    'Languages of the texts, and whether they hold markup.',
    'Whether CC BY 4.0, which the Belgian Mobility Company states, holds for the alerts of SNCB-NMBS.',
  ],
  provides: { disruptions },
});

/** Alerts about a station of the region, or about no station: of the others nothing is of use here. */
async function disruptions(door: Door): Promise<readonly DisruptionRecord[]> {
  const [alerts, stations] = await Promise.all([
    readAlerts(door, sncbAlerts, { headers: gatewayHeaders() }),
    stops(door),
  ]);
  const known = new Set(stations.map(({ id }) => id));
  const { madeAt, entities } = alerts.value;
  const provenance = { source: sncbAlerts, observedAt: madeAt, retrievedAt: alerts.retrievedAt };
  return entities.flatMap((alert) => {
    const text = textOf(alert);
    const stopIds = [...new Set(alert.stopIds.flatMap(stationOf))].filter((id) => known.has(id));
    const isElsewhere = alert.stopIds.length > 0 && stopIds.length === 0;
    const period = periodOf(alert, door.now());
    if (text === null || isElsewhere || period === null) return [];
    const lineIds = alert.routeIds.map((id) => `sncb:${withoutPrefix(id)}`);
    return [{ text, lineIds, stopIds, priority: null, startsAt: period.start, endsAt: period.end, provenance }];
  });
}

/** The station of a stop, `gs:nmbssncb:8813003` or its platform `gs:nmbssncb:8813003_4`, as iRail writes it. */
function stationOf(stopId: string): readonly string[] {
  const [number] = /\d{7}/.exec(withoutPrefix(stopId)) ?? [];
  return number ? [`sncb:00${number}`] : [];
}

/** The title, and what follows from it on a line of its own. */
function textOf({ header, description }: Alert): LocalizedText | null {
  return localizedText(
    Object.fromEntries(
      LANGUAGES.map((language) => {
        const parts = [header?.[language], description?.[language]].filter((part) => part);
        return [language, [...new Set(parts)].join('\n')];
      }),
    ),
  );
}

type Period = Alert['periods'][number];
const ALWAYS: Period = { start: null, end: null };

/** The period that holds now, else the next one; null when all of them are over. */
function periodOf({ periods }: Alert, now: Date): Period | null {
  if (periods.length === 0) return ALWAYS;
  const [first] = periods
    .filter(({ end }) => end === null || end > now)
    .toSorted((a, b) => (a.start?.getTime() ?? 0) - (b.start?.getTime() ?? 0));
  return first ?? null;
}
