import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { log } from '../../kernel/log.ts';
import { refusal } from '../errors.ts';
import type { SupergraphFacts } from '../facts.ts';
import { type DataKey, responseKey } from './names.ts';
import { collectFields, type SettledOperation } from './operation.ts';

/** What an operation asks, taken apart by who answers. */
export interface Questions {
  /** What is planned: one document, but for a mutation one per root field, since these run one after another. */
  readonly planned: readonly string[];
  /** What the schema itself answers. */
  readonly introspection: DocumentNode | null;
}

/**
 * Takes an operation apart, in a form that the planner can be given: conditions settled, names under which fields meet
 * nothing.
 * @throws {GraphQLError} OPERATION_NOT_PLANNABLE for what the planner would plan wrong.
 */
export function questionsOf(operation: SettledOperation, dataKey: DataKey, facts: SupergraphFacts): Questions {
  const { schema, definition } = operation;
  const root = schema.getRootType(definition.operation);
  if (!root) return { planned: [], introspection: null };
  const roots = [...collectFields(operation, root, [definition.selectionSet]).values()].map((nodes) => ({
    name: nodes[0]?.name.value ?? '',
    nodes,
  }));
  const ofSchema = roots.filter(({ name }) => name === '__schema' || name === '__type').flatMap(({ nodes }) => nodes);
  const planned = roots.filter(({ name }) => !name.startsWith('__')).map(({ nodes }) => nodes);
  const groups = definition.operation === 'mutation' ? planned : [planned.flat()];
  return {
    planned: groups
      .filter((nodes) => nodes.length > 0)
      .map((nodes) => print(plannable(operation, documentOf(operation, nodes), dataKey, facts))),
    introspection: ofSchema.length > 0 ? documentOf(operation, ofSchema) : null,
  };
}

/** A document of these root fields alone, with the fragments that they lead to. */
function documentOf({ definition, fragments }: SettledOperation, selections: readonly FieldNode[]): DocumentNode {
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: definition.operation,
    ...(definition.variableDefinitions ? { variableDefinitions: definition.variableDefinitions } : {}),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const reached = new Map<string, FragmentDefinitionNode>();
  const reach = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || reached.has(name.value)) return;
        reached.set(name.value, fragment);
        reach(fragment);
      },
    });
  };
  reach(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...reached.values()] };
}

const NOTHING: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function plannable(
  operation: SettledOperation,
  document: DocumentNode,
  dataKey: DataKey,
  { interfaceObjects }: SupergraphFacts,
): DocumentNode {
  const types = new TypeInfo(operation.schema);
  const settled = <Node extends SelectionNode>(node: Node): Node | null =>
    operation.isIncluded(node) ? { ...node, directives: [] } : null;
  // Below an interface object, the planner forgets all but one of several type conditions, or finds no way.
  const checkCondition = (parent: string | undefined, condition: string | undefined): void => {
    if (!parent || !condition || parent === condition || !interfaceObjects.includes(parent)) return;
    throw notPlannable(`a condition on ${condition} below the interface object ${parent}`);
  };
  const visited: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter: (node) => {
          const field = settled(node);
          if (!field) return null;
          const key = dataKey(node, (types.getFieldDef()?.args.length ?? 0) > 0);
          // `town: town` is `town`: for the planner, an alias of the field's own name is another field.
          if (key === node.name.value) return { ...field, alias: undefined };
          return key === responseKey(node) ? field : { ...field, alias: { kind: Kind.NAME, value: key } };
        },
      },
      InlineFragment: {
        enter: (node) => {
          checkCondition(types.getParentType()?.name, node.typeCondition?.name.value);
          return settled(node);
        },
      },
      FragmentSpread: {
        enter: (node) => {
          const { typeCondition } = operation.fragments.get(node.name.value) ?? {};
          checkCondition(types.getParentType()?.name, typeCondition?.name.value);
          return settled(node);
        },
      },
      SelectionSet: {
        // Everything was skipped: the object itself is still asked for.
        leave: (node): SelectionSetNode => (node.selections.length > 0 ? node : { ...node, selections: [NOTHING] }),
      },
      Variable: (node) => ({ ...node, name: { ...node.name, value: plannedVariable(node.name.value) } }),
    }),
  );
  return visited;
}

/** Entity fetches have a variable of their own, `representations`: a client's variables never meet it. */
function plannedVariable(name: string): string {
  return /^(representations$|_)/.test(name) ? `_${name}` : name;
}

/** The client's name of a variable that a plan uses. */
export function clientVariable(planned: string): string {
  return planned.startsWith('_') ? planned.slice(1) : planned;
}

/** The refusal of an operation for which there is no plan; why is for the log, without what it quotes of the operation. */
export function notPlannable(why: string): GraphQLError {
  log.warn('an operation cannot be planned', { why: why.replaceAll(/"[^"]*"/g, '"…"') });
  return refusal('OPERATION_NOT_PLANNABLE', 'There is no way through the subgraphs that answers this operation.');
}
