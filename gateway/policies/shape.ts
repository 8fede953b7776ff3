import { type DocumentNode, Kind, type SelectionSetNode, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Operation } from '../operation/operation.ts';
import { LIMITS } from './limits.ts';
import { type Policy, within } from './policy.ts';

/** Aliases: each may be the same expensive field once more. */
export const aliases: Policy = (operation) => within(LIMITS.aliases, countIn(operation, 'alias'), 'aliases');

/** Directives: cheap to write, and each is looked at. */
export const directives: Policy = (operation) =>
  within(LIMITS.directives, countIn(operation, 'directives'), 'directives');

function countIn({ definition, fragments }: Operation, what: 'alias' | 'directives'): number {
  let count = 0;
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [definition, ...fragments.values()] };
  visit(document, {
    Field: ({ alias }) => {
      if (what === 'alias' && alias) count += 1;
    },
    Directive: () => {
      if (what === 'directives') count += 1;
    },
  });
  return count;
}

/** Root fields: each leads to a source of its own. */
export const roots: Policy = (operation) => {
  const keys = new Set<string>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) keys.add((selection.alias ?? selection.name).value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = operation.fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.definition.selectionSet);
  return within(LIMITS.roots, keys.size, 'root fields');
};

/**
 * What a document writes out to once its fragments stand where they are used: a chain of fragments that use the next
 * twice doubles with each. Whoever reads the operation after this may take it apart.
 */
export const expansion: Policy = ({ definition, fragments }) => {
  const known = new Map<string, number>();
  const sizeOf = (selectionSet: SelectionSetNode | undefined): number => {
    let size = 0;
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) size += 1 + sizeOf(selection.selectionSet);
      else {
        const name = selection.name.value;
        const own = known.get(name) ?? sizeOf(fragments.get(name)?.selectionSet);
        known.set(name, own);
        size += 1 + own;
      }
    }
    return size;
  };
  return within(LIMITS.selections, sizeOf(definition.selectionSet), 'selections once its fragments are written out');
};

/** Aliases in introspection: each is the whole schema once more, and no tool needs them. */
export const introspectionAliases: Policy = ({ schema, definition, fragments }) => {
  let count = 0;
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field: ({ alias, name }) => {
      const isOfSchema = name.value === '__schema' || name.value === '__type';
      if (alias && (isOfSchema || types.getParentType()?.name.startsWith('__'))) count += 1;
    },
  });
  for (const node of [definition, ...fragments.values()]) visit(node, visitor);
  return within(LIMITS.introspectionAliases, count, 'aliases in introspection');
};

/** Depth, through fragments; each fragment is measured once. */
export const depth: Policy = (operation) => {
  const known = new Map<string, number>();
  const below = (selectionSet: SelectionSetNode | undefined): number => {
    let deepest = 0;
    for (const selection of selectionSet?.selections ?? []) {
      let own: number;
      if (selection.kind === Kind.FIELD) own = 1 + below(selection.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) own = below(selection.selectionSet);
      else {
        const name = selection.name.value;
        own = known.get(name) ?? below(operation.fragments.get(name)?.selectionSet);
        known.set(name, own);
      }
      if (own > deepest) deepest = own;
    }
    return deepest;
  };
  const { definition } = operation;
  const isIntrospection = definition.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
  );
  const maximum = isIntrospection ? LIMITS.introspectionDepth : LIMITS.depth;
  return within(maximum, below(definition.selectionSet), 'levels');
};
