import { statusesOf } from '../../kernel/door/status.ts';
import { byMunicipality, placeInMunicipalities } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import { readMunicipalities, urbisMunicipalities } from '../../kernel/geography/urbis-municipalities/source.ts';
import type { Door } from '../../kernel/http.ts';
import { once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { catalogue } from './__generated__/catalogue.ts';
import { sources } from './__generated__/sources.ts';
import type { IncidentModel, IncidentRecord } from './models.ts';

/** Everything governance can ask for. */
export function createLoaders(door: Door) {
  const municipalities = once(async () => {
    const { value, retrievedAt } = await readMunicipalities(door);
    return {
      byNisCode: new Map(value.map((municipality) => [municipality.nisCode, municipality])),
      provenance: { source: urbisMunicipalities, observedAt: null, retrievedAt },
    };
  });

  /** Newest first; a report without a place is in no municipality, but still one of them. */
  const incidents = once(async (): Promise<readonly IncidentModel[]> => {
    const reported = gather(door, sources, 'incidents', (ask) => ask(door));
    const placed = await placeInMunicipalities(
      door,
      reported.then((all) => all.filter(hasLocation)),
    );
    const byId = new Map(placed.map((incident) => [incident.id, incident]));
    return (await reported)
      .map((incident) => byId.get(incident.id) ?? { ...incident, nisCode: null, municipalityBasis: null })
      .toSorted((a, b) => timeOf(b) - timeOf(a));
  });
  const incidentsByMunicipality = once(async () => byMunicipality(await incidents()));

  const statuses = once(async () => {
    const all = await statusesOf(catalogue, door.now());
    return all.map((status) => ({ ...status, id: status.source.id }));
  });

  return { municipalities, incidents, incidentsByMunicipality, statuses };
}

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

function hasLocation(incident: IncidentRecord): incident is IncidentRecord & { readonly location: GeoPoint } {
  return incident.location !== null;
}

function timeOf({ createdAt, updatedAt }: IncidentRecord): number {
  return (createdAt ?? updatedAt)?.getTime() ?? 0;
}
