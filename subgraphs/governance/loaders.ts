import contains from '@turf/boolean-point-in-polygon';
import { statusesOf } from '../../kernel/door/status.ts';
import { middleOf } from '../../kernel/geography/area.ts';
import { type AreaFilter, inArea, nearest } from '../../kernel/geography/area-filter.ts';
import { byMunicipality, located, type Placed, placeInMunicipalities, placeOf } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import { readMunicipalities, urbisMunicipalities } from '../../kernel/geography/urbis-municipalities/source.ts';
import type { Door } from '../../kernel/http.ts';
import { once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { catalogue } from './__generated__/catalogue.ts';
import { sources } from './__generated__/sources.ts';
import type { IncidentModel, IncidentRecord } from './models.ts';
import { portfolio } from './portfolio.ts';

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

  const neighbourhoods = located(door, async () => {
    const known = await gather(door, sources, 'neighbourhoods', (ask) => ask(door));
    return known
      .map((neighbourhood) => ({ ...neighbourhood, location: middleOf(neighbourhood.boundary) }))
      .toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  });

  const statuses = once(async () => {
    const all = await statusesOf(catalogue, door.now());
    return all.map((status) => ({ ...status, id: status.source.id }));
  });

  return {
    municipalities,
    incidents,
    incidentsByMunicipality,
    /** Those that have a place and lie in an area. */
    incidentsIn: async (area: AreaFilter | null | undefined) =>
      area ? inArea((await incidents()).filter(isPlaced), area) : incidents(),
    incidentsNear: async (point: GeoPoint, metres: number) =>
      nearest((await incidents()).filter(isPlaced), point, metres),
    permits: located(door, () => gather(door, sources, 'permits', (ask) => ask(door))),
    participations: once(async () => {
      const known = await gather(door, sources, 'participations', (ask) => ask(door));
      return known.toSorted((a, b) => ((a.startsOn ?? '') > (b.startsOn ?? '') ? -1 : 1));
    }),
    projects: once(() => gather(door, sources, 'projects', (ask) => ask(door))),
    changeProject: portfolio(door),
    neighbourhoods,
    neighbourhoodAt: async ({ lat, lon }: GeoPoint) =>
      (await neighbourhoods.all()).find(({ boundary }) => contains([lon, lat], boundary)) ?? null,
    addressAt: async (point: GeoPoint) =>
      (await gather(door, sources, 'addressAt', async (ask) => [await ask(door, point)]))[0] ?? null,
    findAddresses: (text: string) => gather(door, sources, 'findAddresses', (ask) => ask(door, text)),
    placeOf: (point: GeoPoint) => placeOf(door, point),
    statuses,
    now: door.now,
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type Context = SubgraphContext<Loaders>;

function hasLocation(incident: IncidentRecord): incident is IncidentRecord & { readonly location: GeoPoint } {
  return incident.location !== null;
}

/** An incident that has a place. */
function isPlaced(incident: IncidentModel): incident is Placed<IncidentRecord> & { readonly location: GeoPoint } {
  return incident.location !== null;
}

function timeOf({ createdAt, updatedAt }: IncidentRecord): number {
  return (createdAt ?? updatedAt)?.getTime() ?? 0;
}
