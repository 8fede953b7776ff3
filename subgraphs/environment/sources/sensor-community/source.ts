import { readSensors } from '../../../../kernel/connectors/airrohr/airrohr.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { defineSource, ODBL } from '../../../../kernel/source.ts';
import { minutes } from '../../../../kernel/time.ts';
import type { MeasurementModel } from '../../../../kernel/value-types.ts';
import type { CitizenSensorRecord } from '../../models.ts';
import type { EnvironmentProvides } from '../../provides.ts';

export const sensorCommunity = defineSource<EnvironmentProvides>({
  id: 'sensor-community',
  title: {
    en: "Citizens' sensors of fine dust",
    fr: 'Capteurs citoyens de particules fines',
    nl: 'Fijnstofsensoren van burgers',
  },
  description: {
    en: 'Fine dust as inexpensive sensors of citizens within 10 km of the centre sent it in the last five minutes. Not checked.',
    fr: 'Particules fines mesurées au cours des cinq dernières minutes par des capteurs citoyens bon marché, à moins de 10 km du centre. Non vérifié.',
    nl: 'Fijnstof zoals goedkope sensoren van burgers binnen 10 km van het centrum het de laatste vijf minuten doorstuurden. Niet gecontroleerd.',
  },
  administration: {
    id: 'sensor-community',
    name: { en: 'Sensor.Community', fr: 'Sensor.Community', nl: 'Sensor.Community' },
    homepage: 'https://sensor.community',
  },
  licence: ODBL,
  theme: 'ENVI',
  updateFrequency: 'UPDATE_CONT',
  standard: 'airrohr API 1 (no open standard)',
  connector: 'airrohr',
  endpoint: url('SENSOR_COMMUNITY_URL', 'https://data.sensor.community/airrohr/v1/filter/area=50.8503,4.3517,10'),
  freshFor: minutes(3),
  staleFor: minutes(30),
  observedWithin: minutes(30),
  openQuestions: [
    'How the contributors are to be named under the ODbL, and whether the single values are under the DbCL.',
    'How often one client may ask; the service wants a way to reach it in the User-Agent.',
    'How far from its real place a sensor is shown when its place is not exact.',
  ],
  provides: { citizenSensors },
});

/** A broken SDS011 sends its largest number, 999.9, and other devices more than that. */
const BROKEN_FROM = 999.9;

async function citizenSensors(door: Door): Promise<readonly CitizenSensorRecord[]> {
  const { value, retrievedAt } = await readSensors(door, sensorCommunity);
  return value
    .filter(({ values }) => values.has('P1') || values.has('P2'))
    .map(({ sensor, at, location, isExact, isIndoor, values }) => {
      const provenance = { source: sensorCommunity, observedAt: at, retrievedAt };
      const dust = (kind: 'P1' | 'P2'): MeasurementModel | null => {
        const value = values.get(kind) ?? null;
        const isPossible = value !== null && value >= 0 && value < BROKEN_FROM;
        return isPossible ? { value, unit: 'ug/m3', quality: 'UNVALIDATED', provenance } : null;
      };
      return {
        id: `sensor-community:${sensor}`,
        location,
        isExact,
        isIndoor,
        pm10: dust('P1'),
        pm25: dust('P2'),
        provenance,
      };
    });
}
