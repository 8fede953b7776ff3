import { irceline, ircelineQuota } from '../../../../kernel/administrations/irceline.ts';
import {
  type Near,
  readSeries,
  readStations,
  readValues,
  type Series,
} from '../../../../kernel/connectors/timeseries/timeseries.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { bilingual } from '../../../../kernel/text.ts';
import { hours, minutes } from '../../../../kernel/time.ts';
import type { MeasurementModel } from '../../../../kernel/value-types.ts';
import type { AirStationRecord } from '../../models.ts';
import { type ByPollutant, byPollutant, type Pollutant } from '../../pollutants.ts';
import type { EnvironmentProvides } from '../../provides.ts';
import { chooseSeries, measured } from './choose-series.ts';

export const ircelineHourly = defineSource<EnvironmentProvides>({
  id: 'irceline-hourly',
  title: {
    en: 'Air quality, hourly values',
    fr: "Qualité de l'air, valeurs horaires",
    nl: 'Luchtkwaliteit, uurwaarden',
  },
  description: {
    en: 'Hourly means of air pollutants at the measuring stations of Brussels, not yet validated.',
    fr: "Moyennes horaires des polluants de l'air aux stations de mesure bruxelloises, non encore validées.",
    nl: 'Uurgemiddelden van luchtverontreinigende stoffen in de Brusselse meetstations, nog niet gevalideerd.',
  },
  administration: irceline,
  licence: CC_BY,
  theme: 'ENVI',
  updateFrequency: 'HOURLY',
  highValue: 'EARTH_OBSERVATION_AND_ENVIRONMENT',
  standard: '52°North Series REST API 1',
  connector: 'timeseries',
  endpoint: url('IRCELINE_SOS_URL', 'https://geo.irceline.be/sos/api/v1'),
  freshFor: minutes(10),
  staleFor: hours(2),
  quota: ircelineQuota,
  observedWithin: hours(3),
  openQuestions: [
    'How often it may be asked: no number is published.',
    'Which series is the right one where a station has several of one pollutant, raw and corrected: the one with the newest value is taken.',
    'Whether the numbers of the pollutants (NO2 is 8, PM10 5, PM2.5 6001, O3 7) and the stations without a code of 41 (47E013) stay.',
    'How long after an hour its value is there; the time of a value is taken for the end of its hour.',
  ],
  provides: { airStations, hourlyValues },
});

/** The whole region and its edge: its farthest corner is 10 km from the centre. */
const REGION: Near = { centre: { lat: 50.8466, lon: 4.3517 }, kilometres: 12 };

/** The service's ids of phenomena. Carbon monoxide and the rest have no place in the graph. */
const PHENOMENA: Readonly<Record<Pollutant, string>> = { NO2: '8', PM10: '5', PM25: '6001', O3: '7' };

/** Codes of the Brussels network start with 41; IRCEL-CELINE's annual maps count 47E013, in Forest, with it. */
const isBrussels = (code: string): boolean => code.startsWith('41') || code === '47E013';

async function airStations(door: Door): Promise<readonly AirStationRecord[]> {
  const [stations, series] = await Promise.all([
    readStations(door, ircelineHourly, REGION),
    readSeries(door, ircelineHourly, REGION),
  ]);
  const seriesOf = Map.groupBy(series.value, ({ station }) => partsOf(station.label).code);
  const byCode = new Map(stations.value.map((station) => [partsOf(station.label).code, station]));
  return [...byCode]
    .filter(([code]) => isBrussels(code))
    .map(([code, { label, location }]) => {
      const chosen = byPollutant((pollutant) => chooseSeries(candidates(seriesOf.get(code) ?? [], pollutant)));
      const latest = byPollutant((pollutant) => measurement(chosen[pollutant]?.last, series.retrievedAt));
      return {
        id: code,
        name: bilingual(partsOf(label).place),
        location,
        latest,
        series: byPollutant((pollutant) => chosen[pollutant]?.id),
        provenance: { source: ircelineHourly, observedAt: newest(latest), retrievedAt: series.retrievedAt },
      };
    });
}

async function hourlyValues(
  door: Door,
  question: { readonly series: readonly string[]; readonly hours: number; readonly end: Date },
): Promise<ReadonlyMap<string, readonly MeasurementModel[]>> {
  const { value, retrievedAt } = await readValues(door, ircelineHourly, question);
  return new Map(
    [...value].map(([id, observations]) => [
      id,
      observations.flatMap((observation) => measurement(observation, retrievedAt) ?? []),
    ]),
  );
}

/** `41B001 - Arts-Loi` to code and place. The code is what the network calls a station; its numeric id is not. */
function partsOf(label: string): { code: string; place: string } {
  const [code = '', ...place] = label.split(' - ');
  return { code: code.trim(), place: place.join(' - ').trim() || code.trim() };
}

/**
 * Series of a pollutant in the one unit that the graph gives. The micro sign has two code points, and the cube may
 * be a superscript: NFKC makes them one.
 */
function candidates(series: readonly Series[], pollutant: Pollutant): readonly Series[] {
  return series.filter(
    ({ phenomenonId, unit }) => phenomenonId === PHENOMENA[pollutant] && unit.normalize('NFKC') === '\u03bcg/m3',
  );
}

function measurement(observation: Series['last'] | undefined, retrievedAt: Date): MeasurementModel | undefined {
  if (!observation || !measured(observation.value)) return undefined;
  return {
    value: observation.value,
    unit: 'ug/m3',
    quality: 'UNVALIDATED',
    provenance: { source: ircelineHourly, observedAt: observation.at, retrievedAt },
  };
}

function newest(latest: ByPollutant<MeasurementModel>): Date | null {
  const times = Object.values(latest).map(({ provenance }) => provenance.observedAt?.getTime() ?? 0);
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
