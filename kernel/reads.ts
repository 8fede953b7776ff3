import { AsyncLocalStorage } from 'node:async_hooks';
import { type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';

/**
 * The datasets that were read while something was done, its own and those of what it waited for. Most fields read
 * nothing, so the sets are made when there is something for them.
 */
export interface Reads {
  datasets?: Set<string>;
  includes?: Set<Reads>;
}

const current = new AsyncLocalStorage<Reads>();

export const noReads = (): Reads => ({});

/** Does something; whatever is read meanwhile counts for `reads`. */
export function during<T>(reads: Reads, work: () => T): T {
  return current.run(reads, work);
}

/** Counts a dataset for whatever is being done. */
export function noteRead(dataset: string): void {
  const reads = current.getStore();
  if (!reads) return;
  reads.datasets ??= new Set();
  reads.datasets.add(dataset);
}

/** Counts everything that is read for something else, now or later, for whatever is being done too. */
export function include(reads: Reads): void {
  const including = current.getStore();
  if (including) addTo(including, reads);
}

function addTo(including: Reads, reads: Reads): void {
  including.includes ??= new Set();
  including.includes.add(reads);
}

/** The datasets that were read for something so far. */
export function datasetsOf(reads: Reads): ReadonlySet<string> {
  return all(reads, new Set(), new Set());
}

function all(reads: Reads, found: Set<string>, seen: Set<Reads>): Set<string> {
  if (seen.has(reads)) return found;
  seen.add(reads);
  for (const dataset of reads.datasets ?? []) found.add(dataset);
  for (const included of reads.includes ?? []) all(included, found, seen);
  return found;
}

/** The fields of one answer, and what was read for them. */
export interface FieldReads {
  /** A field by the names on the way to it, without the places in lists. */
  readonly note: (path: readonly string[], reads: Reads) => void;
  /** The fields for which a dataset was read. */
  readonly pathsOf: (dataset: string) => readonly (readonly string[])[];
}

export function openFieldReads(): FieldReads {
  const fields = new Map<string, { readonly path: readonly string[]; readonly reads: Reads }>();
  return {
    note: (path, reads) => {
      const name = path.join('.');
      const known = fields.get(name);
      if (known) addTo(known.reads, reads);
      else fields.set(name, { path, reads });
    },
    pathsOf: (dataset) =>
      [...fields.values()].filter(({ reads }) => datasetsOf(reads).has(dataset)).map(({ path }) => path),
  };
}

/** Has every field of a schema note what is read for it. */
export function countReads(schema: GraphQLSchema): GraphQLSchema {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()));
  for (const field of fields) {
    const { resolve } = field;
    if (!resolve) continue;
    field.resolve = (source, args, context: { readonly fieldReads: FieldReads }, info) => {
      const reads = noReads();
      const value: unknown = during(reads, () => resolve(source, args, context, info));
      // What is there at once was not read for this field.
      if (isPending(value)) context.fieldReads.note(namesOn(info.path), reads);
      return value;
    };
  }
  return schema;
}

const isPending = (value: unknown): boolean =>
  value instanceof Promise || (Array.isArray(value) && value.some((one) => one instanceof Promise));

/** The names on the way to a field, without the places in lists. */
function namesOn(path: GraphQLResolveInfo['path']): string[] {
  const names: string[] = [];
  for (let at: typeof path | undefined = path; at; at = at.prev) if (typeof at.key === 'string') names.unshift(at.key);
  return names;
}
