import { distanceMetres } from '../../kernel/geography/coordinates.ts';
import { notFound, type Standard, type WireAnswer } from '../emulator.ts';
import type { World } from '../world.ts';

/** A place in an Explore 2.1 answer. */
interface Place {
  readonly lon: number;
  readonly lat: number;
}
type Row = Readonly<Record<string, string | number | boolean | Place | null>>;

/** What a fixture tells of one dataset. */
export interface RecordSet {
  /** How the answer names the number of records; null for a gateway that leaves it out. */
  readonly total: 'total_count' | 'totalCount' | null;
  /** The largest `limit` that it answers; 100 unless it says so. */
  readonly pageSize?: number;
  /** The header without which it refuses to answer; absent for an open one. */
  readonly keyHeader?: string;
  readonly records: (world: World) => readonly Row[];
}

/**
 * OpenDataSoft Explore 2.1, the records of one dataset: `limit`, `offset`, `select`, `order_by`, and the `where` of
 * lists, equals and `within_distance`; and its `exports/json`, where its address ends with `/records`. A field that it
 * does not know is an error, wherever it stands.
 */
export const standard: Standard<RecordSet> = {
  answer:
    ({ total, keyHeader, records, pageSize = 100 }) =>
    ({ url, headers }, { world, source, origin }) => {
      const home = new URL(source.endpoint.fallback ?? origin).pathname;
      const isExport = home.endsWith('/records') && url.pathname === home.replace(/records$/, 'exports/json');
      if (url.pathname !== home && !isExport) return notFound;
      if (keyHeader && !headers[keyHeader]) {
        return { status: 401, body: { statusCode: 401, message: 'Access denied due to missing subscription key.' } };
      }
      const limit = Number(url.searchParams.get('limit') ?? 10);
      const offset = Number(url.searchParams.get('offset') ?? 0);
      if (!(Number.isInteger(limit) && limit >= 0 && limit <= pageSize)) {
        return refusal('InvalidRESTParameterError', `Invalid value for limit API parameter: ${limit}`);
      }
      if (!(Number.isInteger(offset) && offset >= 0 && offset + limit <= 10_000)) {
        return refusal('InvalidRESTParameterError', `Invalid value for offset API parameter: ${offset}`);
      }
      const known = records(world);
      const condition = conditionOf(url.searchParams.get('where'));
      if (!condition) return refusal('ODSQLError', 'ODSQL query is malformed');
      const select = url.searchParams.get('select')?.split(',');
      const orderBy = url.searchParams.get('order_by');
      const unknown = unknownField(known, [condition.field, orderBy?.split(' ')[0], ...(select ?? [])]);
      if (unknown) return refusal('ODSQLError', `ODSQL query is malformed: unknown field "${unknown}"`);
      const all = ordered(known.filter(condition.fits), orderBy);
      const shown = (rows: readonly Row[]) => rows.map((row) => (select ? only(select, row) : row));
      if (isExport) return { body: shown(all) };
      return {
        body: { ...(total ? { [total]: all.length } : {}), results: shown(all.slice(offset, offset + limit)) },
      };
    },
};

/** The first of some fields that no record has; a dataset without records knows none, and all may be right. */
function unknownField(rows: readonly Row[], fields: readonly (string | undefined)[]): string | undefined {
  const known = new Set(rows.flatMap((row) => Object.keys(row)));
  return fields.map((field) => field?.trim()).find((field) => field && known.size > 0 && !known.has(field));
}

function refusal(error_code: string, message: string): WireAnswer {
  return { status: 400, body: { error_code, message } };
}

const only = (fields: readonly string[], row: Row): Row =>
  Object.fromEntries(fields.map((field) => [field.trim(), row[field.trim()] ?? null]));

/** A text of ODSQL in either kind of quotes, with backslash escapes. */
const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/;
const LIST = new RegExp(
  `^\\s*(\\w+)\\s+in\\s*\\(\\s*((?:${TEXT.source})(?:\\s*,\\s*(?:${TEXT.source}))*)\\s*\\)\\s*$`,
  'i',
);
const EQUALS = new RegExp(`^\\s*(\\w+)\\s*=\\s*(${TEXT.source})\\s*$`);

const NEAR = /^\s*within_distance\((\w+), geom'POINT\((-?[\d.]+) (-?[\d.]+)\)', (\d+)m\)\s*$/;

/** Reads `order_by=date desc`. */
function ordered(rows: readonly Row[], orderBy: string | null): readonly Row[] {
  if (!orderBy) return rows;
  const [field = '', order] = orderBy.split(' ');
  const sign = order === 'desc' ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [a[field] ?? '', b[field] ?? ''];
    return left < right ? -sign : left > right ? sign : 0;
  });
}

interface Condition {
  readonly field?: string;
  readonly fits: (row: Row) => boolean;
}

/** Reads `field in ("a", "b")`, `field = "a"` and `within_distance(…)`; null for what it does not understand. */
function conditionOf(where: string | null): Condition | null {
  if (where === null) return { fits: () => true };
  const [, place = '', lon, lat, metres] = NEAR.exec(where) ?? [];
  if (place) {
    const centre = { lat: Number(lat), lon: Number(lon) };
    const fits = (row: Row): boolean => {
      const point = row[place];
      return typeof point === 'object' && point !== null && distanceMetres(point, centre) <= Number(metres);
    };
    return { field: place, fits };
  }
  const [, field, list] = LIST.exec(where) ?? EQUALS.exec(where) ?? [];
  if (field === undefined || list === undefined) return null;
  const wanted = new Set(
    [...list.matchAll(new RegExp(TEXT, 'g'))].map(([text]) => text.slice(1, -1).replaceAll(/\\(.)/g, '$1')),
  );
  return { field, fits: (row) => wanted.has(String(row[field])) };
}
