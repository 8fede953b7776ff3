import type { MunicipalityAirQuery } from '../../../client/__generated__/operations.ts';
import { LineChart } from '../../parts/line-chart.tsx';
import { Provenance } from '../../parts/provenance.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';

export type Air = NonNullable<MunicipalityAirQuery['municipalities'][number]>['airQuality'];
type Station = NonNullable<Air>['stations'][number];

interface Hours {
  readonly station: Station;
  readonly hours: NonNullable<Station['no2']>;
  /** Metres from the municipality's label point, where no station stands inside. */
  readonly metres: number | null;
}

/** Indicators of the hour, and the pollutant that each is about. */
const POLLUTANTS: Readonly<Record<string, 'no2' | 'ozone' | 'pm10' | 'pm25'>> = {
  'no2-current': 'no2',
  'ozone-current': 'ozone',
  'pm10-current': 'pm10',
  'pm25-current': 'pm25',
};

/** The hours of an indicator's pollutant, at the first station of the municipality's air that measures it; null for none. */
export function hoursOf(id: string, air: Air | undefined): Hours | null {
  const pollutant = POLLUTANTS[id];
  if (!pollutant) return null;
  for (const station of air?.stations ?? []) {
    const hours = station[pollutant];
    if (hours && hours.length > 1) return { station, hours, metres: air?.distanceMetres ?? null };
  }
  return null;
}

/** The last two days, hour by hour, at a station that the municipality's value comes from, or that is the nearest. */
export function AirDays({ station, hours, metres, isAlone }: Hours & { readonly isAlone: boolean }) {
  const { municipality: texts } = useMessages();
  const format = useFormat();
  const samples = hours.map(({ value, observedAt }) => ({ when: observedAt ? format.moment(observedAt) : '', value }));
  const values = samples.map(({ value }) => value);
  const told = (value: number): string => format.number(value);
  const title = texts.overDays(station.name.value);
  const span = `${told(Math.min(...values))} – ${told(Math.max(...values))} ${format.unit(hours[0]?.unit ?? '')}`;
  return (
    <>
      <p className="quiet readings">
        {title}
        {metres !== null && ` · ${texts.nearest(format.number(metres, 0))}`}
      </p>
      <LineChart label={`${title}: ${span}`} samples={samples} format={told} />
      {isAlone && <Provenance of={station.provenance} />}
    </>
  );
}
