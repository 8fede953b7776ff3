import type { FeatureFact } from '../wfs.ts';

type Condition = (feature: FeatureFact) => boolean;
type Box = readonly [west: number, south: number, east: number, north: number];

const TEXT = `'(?:[^']|'')*'`;
const VALUE = String.raw`(?:${TEXT}|-?\d+(?:\.\d+)?|true|false|[\dT:.Z-]+)`;
const COMPARISON = new RegExp(String.raw`^(\w+)\s*(=|<>|>=|<=|>|<)\s*(${VALUE})$`, 'i');
const LIST = new RegExp(String.raw`^(\w+)\s+IN\s*\((\s*${VALUE}(?:\s*,\s*${VALUE})*)\s*\)$`, 'i');
const DURING = /^(\w+)\s+DURING\s+([^/\s]+)\/([^/\s]+)$/i;
const INTERSECTS = /^INTERSECTS\s*\(\s*\w+\s*,\s*(?:POINT|POLYGON)\s*(\(.+\))\s*\)$/i;

/**
 * The part of GeoServer's CQL that our sources use: comparisons, `IN`, `DURING` and `INTERSECTS` with a point or a
 * polygon, with `AND` between. Geometries meet where their boxes do. Null for what it does not understand.
 */
export function cqlFilter(filter: string | null): Condition | null {
  if (filter === null) return () => true;
  const conditions = partsOf(filter).map(conditionOf);
  return conditions.every((condition) => condition !== null)
    ? (feature) => conditions.every((condition) => condition?.(feature))
    : null;
}

/** The properties, or the geometry, that the conditions of a filter name. */
export function propertiesIn(filter: string): readonly string[] {
  return partsOf(filter).flatMap((part) => /^(?:INTERSECTS\s*\(\s*)?(\w+)/i.exec(part)?.[1] ?? []);
}

/** Splits at each `AND` that stands in no text. */
function partsOf(filter: string): readonly string[] {
  const parts = filter.match(new RegExp(String.raw`(?:${TEXT}|(?!\s+AND\s)[^'])+`, 'gi')) ?? [];
  return parts.map((part) => part.replace(/^\s*AND\s+/i, '').trim());
}

function conditionOf(text: string): Condition | null {
  const [, field = '', operator = '', value = ''] = COMPARISON.exec(text) ?? [];
  if (field) return ({ properties }) => compare(properties[field], operator, literal(value));
  const [, listed = '', values = ''] = LIST.exec(text) ?? [];
  if (listed) {
    const wanted = (values.match(new RegExp(VALUE, 'gi')) ?? []).map(literal);
    return ({ properties }) => wanted.some((one) => compare(properties[listed], '=', one));
  }
  const [, during = '', from = '', to = ''] = DURING.exec(text) ?? [];
  if (during) {
    return ({ properties }) => {
      const at = Date.parse(String(properties[during]));
      return at >= Date.parse(from) && at <= Date.parse(to);
    };
  }
  const [, wkt] = INTERSECTS.exec(text) ?? [];
  if (!wkt) return null;
  const wanted = boxOf([...wkt.matchAll(/(-?[\d.]+)\s+(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]));
  return ({ geometry }) =>
    geometry !== null &&
    geometry.type !== 'GeometryCollection' &&
    meet(wanted, boxOf(positionsIn(geometry.coordinates)));
}

const literal = (text: string): string | number =>
  text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : Number.isNaN(Number(text)) ? text : Number(text);

function compare(value: unknown, operator: string, wanted: string | number): boolean {
  if (value === null || value === undefined) return false;
  const known = typeof wanted === 'number' ? Number(value) : String(value);
  const order = known < wanted ? -1 : known > wanted ? 1 : 0;
  return { '=': order === 0, '<>': order !== 0, '>': order > 0, '<': order < 0, '>=': order >= 0, '<=': order <= 0 }[
    operator as '='
  ];
}

function positionsIn(coordinates: unknown): (readonly [number, number])[] {
  if (!Array.isArray(coordinates)) return [];
  const [x, y] = coordinates;
  return typeof x === 'number' && typeof y === 'number' ? [[x, y]] : coordinates.flatMap(positionsIn);
}

function boxOf(positions: readonly (readonly [number, number] | readonly number[])[]): Box {
  const along = (axis: 0 | 1): number[] => positions.map((position) => position[axis] ?? Number.NaN);
  return [Math.min(...along(0)), Math.min(...along(1)), Math.max(...along(0)), Math.max(...along(1))];
}

const meet = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
