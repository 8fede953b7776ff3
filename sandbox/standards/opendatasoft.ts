import { notFound, type Standard, type WireAnswer } from '../emulator.ts';
import type { World } from '../world.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** What a fixture tells of one dataset. */
export interface RecordSet {
  /** How the answer names the number of records; null for a gateway that leaves it out. */
  readonly total: 'total_count' | 'totalCount' | null;
  /** The header without which it refuses to answer; absent for an open one. */
  readonly keyHeader?: string;
  readonly records: (world: World) => readonly Row[];
}

/** OpenDataSoft Explore 2.1, records of one dataset: `limit`, `offset`, `select`, and the `where` of lists and equals. */
export const standard: Standard<RecordSet> = {
  answer:
    ({ total, keyHeader, records }) =>
    ({ url, headers }, { world, source, origin }) => {
      if (url.pathname !== new URL(source.endpoint.fallback ?? origin).pathname) return notFound;
      if (keyHeader && !headers[keyHeader]) {
        return { status: 401, body: { statusCode: 401, message: 'Access denied due to missing subscription key.' } };
      }
      const limit = Number(url.searchParams.get('limit') ?? 10);
      const offset = Number(url.searchParams.get('offset') ?? 0);
      if (!(Number.isInteger(limit) && limit >= 0 && limit <= 100)) {
        return refusal('InvalidRESTParameterError', `Invalid value for limit API parameter: ${limit}`);
      }
      if (!(Number.isInteger(offset) && offset >= 0 && offset + limit <= 10_000)) {
        return refusal('InvalidRESTParameterError', `Invalid value for offset API parameter: ${offset}`);
      }
      const condition = conditionOf(url.searchParams.get('where'));
      if (!condition) return refusal('ODSQLError', 'ODSQL query is malformed');
      const all = records(world).filter(condition);
      const select = url.searchParams.get('select')?.split(',');
      return {
        body: {
          ...(total ? { [total]: all.length } : {}),
          results: all.slice(offset, offset + limit).map((row) => (select ? only(select, row) : row)),
        },
      };
    },
};

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

/** Reads `field in ("a", "b")` and `field = "a"`; null for what it does not understand. */
function conditionOf(where: string | null): ((row: Row) => boolean) | null {
  if (where === null) return () => true;
  const [, field, list] = LIST.exec(where) ?? EQUALS.exec(where) ?? [];
  if (field === undefined || list === undefined) return null;
  const wanted = new Set(
    [...list.matchAll(new RegExp(TEXT, 'g'))].map(([text]) => text.slice(1, -1).replaceAll(/\\(.)/g, '$1')),
  );
  return (row) => wanted.has(String(row[field]));
}
