import { isInterfaceType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { forbidden, isGranted, type Need } from '../../kernel/access.ts';
import type { Caller } from '../../kernel/caller.ts';
import { ERRORS, type ErrorCode } from '../../kernel/errors.ts';
import type { Operation } from '../operation/operation.ts';
import { type AccessFacts, distinct } from './needs.ts';

/** The closed fields that an operation may touch, by `Type.field`, with what each needs; null when all are open. */
export type Closed = ReadonlyMap<string, readonly Need[]> | null;

/** Fields that a caller may not have, by `Type.field`, with what is said in their place. */
export type Denied = ReadonlyMap<string, { readonly code: ErrorCode; readonly message: string }>;

/** What is said of everything that is open: nothing. */
export const NOTHING_DENIED: Denied = new Map();

/** Finds the closed fields of an operation. A field that is asked of an interface needs what any of its types needs. */
export function closedIn(operation: Operation, { needs }: AccessFacts): Closed {
  const closed = new Map<string, readonly Need[]>();
  const types = new TypeInfo(operation.schema);
  const enter = visitWithTypeInfo(types, {
    Field: ({ name }) => {
      const parent = types.getParentType();
      if (!parent) return;
      const possible = isInterfaceType(parent) ? operation.schema.getPossibleTypes(parent) : [];
      const coordinates = [parent, ...possible].map((type) => `${type.name}.${name.value}`);
      const all = coordinates.flatMap((each) => (Object.hasOwn(needs, each) ? (needs[each] ?? []) : []));
      for (const each of all.length > 0 ? coordinates : [])
        closed.set(each, distinct([...(closed.get(each) ?? []), ...all]));
    },
  });
  for (const node of [operation.definition, ...operation.fragments.values()]) visit(node, enter);
  return closed.size > 0 ? closed : null;
}

/**
 * Judges the closed fields for a caller.
 * @param isUnchecked The caller has shown a key or token that cannot be checked now.
 */
export function deniedTo(caller: Caller | null, closed: Closed, isUnchecked = false): Denied {
  const denied = [...(closed ?? [])].filter(([, needs]) => !needs.every((need) => isGranted(need, caller)));
  if (denied.length === 0) return NOTHING_DENIED;
  return new Map(
    denied.map(([coordinate, needs]) => [
      coordinate,
      isUnchecked
        ? { code: 'ACCESS_UNAVAILABLE', message: `"${coordinate}" ${ERRORS.ACCESS_UNAVAILABLE.says}.` }
        : { code: 'FORBIDDEN', message: forbidden(coordinate, needs) },
    ]),
  );
}
