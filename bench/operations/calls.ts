import { type FieldNode, Kind, parse, type SelectionSetNode } from 'graphql';
import type { SubgraphCall } from '../../kernel/trace.ts';

/** A GraphQL call to a subgraph, and what it was made for. */
export interface Call {
  readonly subgraph: string;
  /** Root fields that it asks. */
  readonly roots: readonly string[];
  /** Entities that it asks for more of. */
  readonly entities: readonly Entities[];
}

/** A call with its place on the way: 1 for what waits for nothing, 2 for what waits for a call of step 1. */
export type Step = Call & { readonly step: number };

/** Entities of one type in a call, and the fields that are asked of them. */
interface Entities {
  readonly type: string;
  readonly count: number;
  readonly fields: readonly string[];
}

/** Reads from the body of a call to a subgraph why it is made. */
export function callOf(subgraph: string, body: string): Call {
  const { query, variables = {} }: { query: string; variables?: Readonly<Record<string, unknown>> } = JSON.parse(body);
  const fields = parse(query).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? fieldsOf(definition.selectionSet) : [],
  );
  return {
    subgraph,
    roots: distinct(fields.map(({ name }) => name.value).filter((name) => name !== '_entities')),
    entities: fields.filter(({ name }) => name.value === '_entities').flatMap((field) => entitiesOf(field, variables)),
  };
}

/** Calls by their steps, from the times at which the gateway made them. */
export function stepsOf(calls: readonly Call[], made: readonly SubgraphCall[]): readonly Step[] {
  const left = [...calls];
  const ended: { readonly step: number; readonly at: number }[] = [];
  const steps = made
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .map(({ subgraph, entities, startedAt, ms }): Step => {
      const before = ended.filter(({ at }) => at <= startedAt).map(({ step }) => step);
      const step = 1 + Math.max(0, ...before);
      ended.push({ step, at: startedAt + ms });
      const own = left.findIndex((call) => call.subgraph === subgraph && countOf(call) === entities);
      const [call = { subgraph, roots: [], entities: [] }] = own < 0 ? [] : left.splice(own, 1);
      return { ...call, step };
    });
  return steps.toSorted((a, b) => a.step - b.step || a.subgraph.localeCompare(b.subgraph));
}

const countOf = ({ entities }: Call): number => entities.reduce((sum, { count }) => sum + count, 0);

/** In words, such as `municipalities` or `19 Municipality (name, area)`. */
export function reasonOf({ roots, entities }: Call): string {
  return [...roots, ...entities.map(({ type, count, fields }) => `${count} ${type} (${fields.join(', ')})`)].join(', ');
}

function entitiesOf(field: FieldNode, variables: Readonly<Record<string, unknown>>): Entities[] {
  const given = field.arguments?.[0]?.value;
  const list = given?.kind === Kind.VARIABLE ? variables[given.name.value] : [];
  const types = (Array.isArray(list) ? list : []).map(({ __typename }: { __typename: string }) => __typename);
  const fragments = (field.selectionSet?.selections ?? []).filter(({ kind }) => kind === Kind.INLINE_FRAGMENT);
  return fragments.flatMap((fragment) => {
    if (fragment.kind !== Kind.INLINE_FRAGMENT) return [];
    const type = fragment.typeCondition?.name.value ?? '';
    const names = fieldsOf(fragment.selectionSet).map(({ name }) => name.value);
    const fields = distinct(names.filter((name) => name !== '__typename'));
    return [{ type, count: types.filter((one) => one === type).length, fields }];
  });
}

const fieldsOf = ({ selections }: SelectionSetNode): FieldNode[] =>
  selections.filter((selection) => selection.kind === Kind.FIELD);

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];
