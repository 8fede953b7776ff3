import * as v from 'valibot';
import { brusselsMobility, brusselsMobilityQuota } from '../../../../kernel/administrations/brussels-mobility.ts';
import { readFeatures } from '../../../../kernel/connectors/wfs/wfs.ts';
import { url } from '../../../../kernel/env.ts';
import { pointOf } from '../../../../kernel/geography/geojson.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC0, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import { maybe } from '../../../../kernel/wire.ts';
import type { SpeedCameraRecord } from '../../models.ts';
import type { LivingProvides } from '../../provides.ts';

export const brusselsMobilitySpeedCameras = defineSource<LivingProvides>({
  id: 'brussels-mobility-speed-cameras',
  title: { en: 'Speed cameras', fr: 'Radars fixes', nl: 'Flitspalen' },
  description: {
    en: 'Fixed speed cameras beside the roads of the region.',
    fr: 'Radars fixes le long des voiries de la Région.',
    nl: 'Vaste flitspalen langs de wegen van het Gewest.',
  },
  administration: brusselsMobility,
  licence: CC0,
  theme: 'TRAN',
  updateFrequency: 'IRREG',
  standard: 'OGC WFS 2.0, GeoJSON, EPSG:31370',
  connector: 'wfs',
  endpoint: url('BRUSSELS_MOBILITY_SECURITY_URL', 'https://data.mobility.brussels/geoserver/bm_security/wfs'),
  freshFor: days(1),
  staleFor: days(30),
  quota: brusselsMobilityQuota,
  openQuestions: [
    'The properties of the layer `bm_security:speedcameras`: none is confirmed, so all that is read beside the place may be missing.',
    'The licence of this layer; CC0 is assumed, as for others of the same server.',
  ],
  provides: { speedCameras },
});

const text = maybe(v.string());
const properties = v.object({
  road_fr: text,
  road_nl: text,
  speed_limit: maybe(
    v.pipe(
      v.union([v.string(), v.number()]),
      v.transform((given) => Number.parseInt(String(given), 10)),
    ),
  ),
});

async function speedCameras(door: Door): Promise<readonly SpeedCameraRecord[]> {
  const { value, retrievedAt } = await readFeatures(door, brusselsMobilitySpeedCameras, {
    typeNames: 'bm_security:speedcameras',
    properties,
  });
  const provenance = { source: brusselsMobilitySpeedCameras, observedAt: null, retrievedAt };
  return value.flatMap(({ id, geometry, properties: { road_fr, road_nl, speed_limit } }) => {
    const location = geometry && pointOf(geometry);
    if (!location) return [];
    const speedLimit = speed_limit !== null && Number.isFinite(speed_limit) ? speed_limit : null;
    return [
      {
        id: `speed-camera:${id.split('.').at(-1)}`,
        place: localizedText({ fr: road_fr, nl: road_nl }),
        speedLimit,
        location,
        provenance,
      },
    ];
  });
}
