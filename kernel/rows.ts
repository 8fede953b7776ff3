import * as v from 'valibot';
import { log } from './log.ts';
import type { Source } from './source.ts';
import { fieldAt } from './wire.ts';

/** Which rows of a list have to fit. */
interface Demands {
  /** Whether it goes on where another list began, so that there may be no row in it that fits. */
  readonly isRest?: boolean;
}

/**
 * A schema for a list of records of which those that do not fit are left out: one bad row must not cost the others. How
 * many they were is logged. A list of which no row fits is not what its standard promises, and fails as its first row.
 */
export function rowsOf<const Row extends v.GenericSchema>(source: Source, row: Row, demands: Demands = {}) {
  return v.pipe(
    v.array(v.unknown()),
    v.rawTransform<unknown[], readonly v.InferOutput<Row>[]>(({ dataset, addIssue, NEVER }) => {
      const { fitting, misfit } = sorted(row, dataset.value.entries(), 'array', dataset.value);
      if (misfit && fitting.length === 0 && !demands.isRest) {
        addIssue(misfit);
        return NEVER;
      }
      if (misfit) tell(source, misfit, dataset.value.length - fitting.length);
      return fitting.map(([, value]) => value);
    }),
  );
}

/** The same for records by name, as a map. */
export function entriesOf<const Row extends v.GenericSchema>(source: Source, row: Row) {
  return v.pipe(
    v.record(v.string(), v.unknown()),
    v.rawTransform<Record<string, unknown>, ReadonlyMap<string, v.InferOutput<Row>>>(({ dataset, addIssue, NEVER }) => {
      const named = Object.entries(dataset.value);
      const { fitting, misfit } = sorted(row, named, 'object', dataset.value);
      if (misfit && fitting.length === 0) {
        addIssue(misfit);
        return NEVER;
      }
      if (misfit) tell(source, misfit, named.length - fitting.length);
      return new Map(fitting);
    }),
  );
}

type Misfit = { readonly message: string; readonly path: [v.IssuePathItem, ...v.IssuePathItem[]] };

/** The rows that fit, and why the first one that does not. */
function sorted<Key extends string | number, const Row extends v.GenericSchema>(
  row: Row,
  entries: Iterable<readonly [Key, unknown]>,
  type: 'array' | 'object',
  input: unknown[] | Record<string, unknown>,
): { readonly fitting: readonly (readonly [Key, v.InferOutput<Row>])[]; readonly misfit: Misfit | null } {
  const fitting: (readonly [Key, v.InferOutput<Row>])[] = [];
  let misfit: Misfit | null = null;
  for (const [key, value] of entries) {
    const result = v.safeParse(row, value, { abortEarly: true });
    if (result.success) fitting.push([key, result.output]);
    else {
      const [issue] = result.issues;
      const at = { type, origin: 'value', input, key, value } as v.IssuePathItem;
      misfit ??= { message: issue.message, path: [at, ...(issue.path ?? [])] };
    }
  }
  return { fitting, misfit };
}

function tell({ id }: Source, { path }: Misfit, rows: number): void {
  log.warn('rows that do not fit are left out', { dataset: id, rows, field: fieldAt(path) });
}
