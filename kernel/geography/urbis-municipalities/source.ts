import type { MultiPolygon } from 'geojson';
import * as v from 'valibot';
import { paradigm, urbisQuota } from '../../administrations/paradigm.ts';
import { readAreas } from '../../connectors/wfs/wfs.ts';
import { url } from '../../env.ts';
import { SourceError } from '../../errors.ts';
import type { Door, Reading } from '../../http.ts';
import { CC0, defineSource } from '../../source.ts';
import { type LocalizedText, localizedText } from '../../text.ts';
import { days } from '../../time.ts';
import { idText } from '../../wire.ts';

/** A municipality as UrbIS keeps it. */
export interface MunicipalityRecord {
  readonly nisCode: string;
  readonly name: LocalizedText | null;
  readonly boundary: MultiPolygon;
  /** `[west, south, east, north]` in degrees. */
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
}

/**
 * The 19 municipal boundaries. Every domain places its things with them, so this source stands in the kernel
 * and not in one subgraph.
 */
export const urbisMunicipalities = defineSource({
  id: 'urbis-municipalities',
  title: { en: 'UrbIS municipalities', fr: 'UrbIS communes', nl: 'UrbIS gemeenten' },
  description: {
    en: 'Names and boundaries of the 19 municipalities of the region.',
    fr: 'Noms et limites des 19 communes de la Région.',
    nl: 'Namen en grenzen van de 19 gemeenten van het Gewest.',
  },
  administration: paradigm,
  licence: CC0,
  theme: 'REGI',
  updateFrequency: 'IRREG',
  highValue: 'GEOSPATIAL',
  standard: 'OGC WFS 2.0, GeoJSON, EPSG:31370',
  connector: 'wfs',
  endpoint: url('URBIS_WFS_URL', 'https://geoservices-vector.irisnet.be/geoserver/urbisvector/wfs'),
  freshFor: days(1),
  staleFor: days(7),
  quota: urbisQuota,
  provides: {},
});

const properties = v.object({
  NISCODE: idText,
  NAMEFRE: v.string(),
  NAMEDUT: v.string(),
});

/**
 * Reads all 19, in WGS84.
 * @throws {SourceError} SOURCE_INVALID for a layer without any: a GeoServer that was emptied answers as if all were
 * well, and everything in the region would lie nowhere.
 */
export async function readMunicipalities(door: Door): Promise<Reading<readonly MunicipalityRecord[]>> {
  const { value, retrievedAt } = await readAreas(door, urbisMunicipalities, {
    typeNames: 'urbisvector:Municipalities',
    properties,
  });
  if (value.length === 0) throw new SourceError('SOURCE_INVALID', urbisMunicipalities, { field: 'features' });
  return {
    retrievedAt,
    value: value.map(({ properties: { NISCODE, NAMEFRE, NAMEDUT }, boundary }) => ({
      nisCode: NISCODE,
      name: localizedText({ fr: NAMEFRE, nl: NAMEDUT }),
      boundary,
      bbox: boundsOf(boundary),
    })),
  };
}

function boundsOf({ coordinates }: MultiPolygon): MunicipalityRecord['bbox'] {
  const positions = coordinates.flat(2);
  const lons = positions.map(([lon = 0]) => lon);
  const lats = positions.map(([, lat = 0]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
