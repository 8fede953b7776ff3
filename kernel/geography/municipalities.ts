import { distanceMetres, type GeoPoint } from './coordinates.ts';

/**
 * The 19 municipalities of the Brussels-Capital Region by NIS code (Statbel's REFNIS), each with a label point
 * (WGS84, about 0.01 degree exact). Codes and places are all that is constant here; names and boundaries are UrbIS's.
 */
export const CENTRES: ReadonlyMap<string, GeoPoint> = new Map([
  ['21001', { lat: 50.8366, lon: 4.3078 }], // Anderlecht
  ['21002', { lat: 50.8156, lon: 4.4264 }], // Auderghem, Oudergem
  ['21003', { lat: 50.8637, lon: 4.2946 }], // Berchem-Sainte-Agathe, Sint-Agatha-Berchem
  ['21004', { lat: 50.8467, lon: 4.3525 }], // City of Brussels
  ['21005', { lat: 50.8361, lon: 4.3861 }], // Etterbeek
  ['21006', { lat: 50.8703, lon: 4.4021 }], // Evere
  ['21007', { lat: 50.8103, lon: 4.3242 }], // Forest, Vorst
  ['21008', { lat: 50.8712, lon: 4.3084 }], // Ganshoren
  ['21009', { lat: 50.8275, lon: 4.3697 }], // Ixelles, Elsene
  ['21010', { lat: 50.8773, lon: 4.3268 }], // Jette
  ['21011', { lat: 50.8627, lon: 4.3285 }], // Koekelberg
  ['21012', { lat: 50.8545, lon: 4.3222 }], // Molenbeek-Saint-Jean, Sint-Jans-Molenbeek
  ['21013', { lat: 50.8279, lon: 4.3459 }], // Saint-Gilles, Sint-Gillis
  ['21014', { lat: 50.8532, lon: 4.3733 }], // Saint-Josse-ten-Noode, Sint-Joost-ten-Node
  ['21015', { lat: 50.8676, lon: 4.3737 }], // Schaerbeek, Schaarbeek
  ['21016', { lat: 50.8003, lon: 4.3371 }], // Uccle, Ukkel
  ['21017', { lat: 50.7998, lon: 4.4153 }], // Watermael-Boitsfort, Watermaal-Bosvoorde
  ['21018', { lat: 50.8435, lon: 4.4284 }], // Woluwe-Saint-Lambert, Sint-Lambrechts-Woluwe
  ['21019', { lat: 50.8298, lon: 4.4431 }], // Woluwe-Saint-Pierre, Sint-Pieters-Woluwe
]);

/** The 19 NIS codes in order. */
export const NIS_CODES: readonly string[] = [...CENTRES.keys()];

/** The label point of a municipality. Null for a code that is not one of the 19. */
export function centreOf(nisCode: string): GeoPoint | null {
  return CENTRES.get(nisCode) ?? null;
}

/** The municipality whose label point is nearest: right for most addresses, wrong near a border. */
export function nearestCentre(point: GeoPoint): string {
  const [nearest] = [...CENTRES].sort(([, a], [, b]) => distanceMetres(a, point) - distanceMetres(b, point));
  return nearest?.[0] ?? '';
}
