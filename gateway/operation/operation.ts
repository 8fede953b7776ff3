import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { responseKey } from './names.ts';

/** A valid operation with the fragments of its document. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Names of the Boolean variables that `@skip` and `@include` depend on, in alphabetical order. */
  readonly conditions: readonly string[];
}

/** An operation whose `@skip` and `@include` are settled: what is planned and compiled. */
export interface SettledOperation extends Operation {
  readonly isIncluded: (node: { readonly directives?: readonly DirectiveNode[] | undefined }) => boolean;
}

export function operationOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Operation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const conditions = new Set<string>();
  const collect = (node: DirectiveNode): void => {
    const condition = conditionOf(node);
    if (typeof condition === 'string') conditions.add(condition);
  };
  visit(document, { Directive: collect });
  const own = new Set(definition.variableDefinitions?.map(({ variable }) => variable.name.value));
  return { schema, definition, fragments, conditions: [...conditions].filter((name) => own.has(name)).toSorted() };
}

/** Settles the conditions with the variables of one request. */
export function settle(operation: Operation, variables: Readonly<Record<string, unknown>>): SettledOperation {
  return {
    ...operation,
    isIncluded: ({ directives = [] }) =>
      directives.every((node) => {
        const condition = conditionOf(node);
        if (condition === null) return true;
        const holds = typeof condition === 'string' ? variables[condition] === true : condition;
        return holds === (node.name.value === 'include');
      }),
  };
}

/**
 * How much of what is made of operations is kept: their number, and the length of their documents. What is kept of one
 * takes some 200 bytes for each character, and anybody may send new ones.
 */
export const KEPT = { max: 1_000, maxSize: 400_000 };

/** The length of a document in characters. */
export function lengthOf({ loc }: DocumentNode): number {
  return loc ? loc.end - loc.start + 1 : 1_000;
}

/** The variable or the constant of `@skip` and `@include`; null for any other directive. */
function conditionOf(node: DirectiveNode): string | boolean | null {
  if (node.name.value !== 'skip' && node.name.value !== 'include') return null;
  const value = node.arguments?.find(({ name }) => name.value === 'if')?.value;
  if (value?.kind === Kind.VARIABLE) return value.name.value;
  return value?.kind === Kind.BOOLEAN ? value.value : null;
}

/** The fields that a selection asks of a type, by response key, in the order of the answer (specification, 6.3.2). */
export function collectFields(
  operation: SettledOperation,
  type: GraphQLCompositeType,
  selectionSets: readonly (SelectionSetNode | undefined)[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = (selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (!operation.isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = responseKey(selection);
        const same = fields.get(key);
        if (same) same.push(selection);
        else fields.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD && spread.has(selection.name.value)) continue;
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? operation.fragments.get(selection.name.value) : selection;
      if (selection.kind === Kind.FRAGMENT_SPREAD) spread.add(selection.name.value);
      if (fragment && applies(operation.schema, fragment.typeCondition?.name.value, type))
        collect(fragment.selectionSet);
    }
  };
  for (const selectionSet of selectionSets) if (selectionSet) collect(selectionSet);
  return fields;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLCompositeType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && 'getInterfaces' in type && schema.isSubType(wanted, type);
}
