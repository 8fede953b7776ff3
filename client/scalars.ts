/** An instant as the graph gives it, RFC 3339 in UTC: `2026-03-02T19:08:00.000Z`. `new Date(it)` reads it. */
export type DateTime = `${number}-${number}-${number}T${string}Z`;

/** The geometry of a boundary (RFC 7946, 3.1.7): polygons of rings of positions, each longitude before latitude. */
export interface MultiPolygon {
  type: 'MultiPolygon';
  coordinates: number[][][][];
}
