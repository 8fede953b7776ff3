import * as v from 'valibot';
import { paradigm, urbisQuota } from '../../../../kernel/administrations/paradigm.ts';
import { readAreas } from '../../../../kernel/connectors/wfs/wfs.ts';
import { url } from '../../../../kernel/env.ts';
import { SourceError } from '../../../../kernel/errors.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC0, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import { maybe } from '../../../../kernel/wire.ts';
import type { NeighbourhoodRecord } from '../../models.ts';
import type { GovernanceProvides } from '../../provides.ts';

/**
 * The neighbourhoods by which the Neighbourhood Monitoring of the region's statistics institute counts: 118 in which
 * people live, the rest parks, cemeteries, industry and railways.
 */
export const urbisMonitoringDistricts = defineSource<GovernanceProvides>({
  id: 'urbis-monitoring-districts',
  title: {
    en: 'UrbIS neighbourhoods of the Neighbourhood Monitoring',
    fr: 'UrbIS quartiers du Monitoring des Quartiers',
    nl: 'UrbIS wijken van de Wijkmonitoring',
  },
  description: {
    en: 'Boundaries of the 145 neighbourhoods by which the Neighbourhood Monitoring counts.',
    fr: 'Limites des 145 quartiers du Monitoring des Quartiers.',
    nl: 'Grenzen van de 145 wijken van de Wijkmonitoring.',
  },
  administration: paradigm,
  licence: CC0,
  theme: 'REGI',
  updateFrequency: 'IRREG',
  standard: 'OGC WFS 2.0, GeoJSON, EPSG:31370',
  connector: 'wfs',
  endpoint: url('URBIS_DISTRICTS_WFS_URL', 'https://geoservices-vector.irisnet.be/geoserver/urbisvector/wfs'),
  freshFor: days(1),
  staleFor: days(7),
  quota: urbisQuota,
  openQuestions: [
    'Whether the layer holds names at all, and whether they are called NAMEFRE and NAMEDUT as in the other layers; without them a neighbourhood has its code alone.',
    'Whether MDZONE is a text or a number; both are read.',
  ],
  provides: { neighbourhoods },
});

const properties = v.object({
  MDZONE: v.union([v.pipe(v.string(), v.trim(), v.nonEmpty()), v.pipe(v.number(), v.transform(String))]),
  NAMEFRE: maybe(v.string()),
  NAMEDUT: maybe(v.string()),
});

/**
 * Reads all of them, in WGS84.
 * @throws {SourceError} SOURCE_INVALID for a layer without any: a GeoServer that was emptied answers as if all were well.
 */
async function neighbourhoods(door: Door): Promise<readonly NeighbourhoodRecord[]> {
  const { value, retrievedAt } = await readAreas(door, urbisMonitoringDistricts, {
    typeNames: 'urbisvector:MonitoringDistricts',
    properties,
  });
  if (value.length === 0) throw new SourceError('SOURCE_INVALID', urbisMonitoringDistricts, { field: 'features' });
  return value.map(({ properties: { MDZONE, NAMEFRE, NAMEDUT }, boundary }) => ({
    id: MDZONE,
    name: localizedText({ fr: NAMEFRE, nl: NAMEDUT }),
    boundary,
    provenance: { source: urbisMonitoringDistricts, observedAt: null, retrievedAt },
  }));
}
