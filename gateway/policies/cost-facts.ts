import { type ConstDirectiveNode, type DocumentNode, Kind, parse, valueFromASTUntyped, visit } from 'graphql';

/** What the schema says of costs (the cost directives specification), by `Type` and `Type.field`. */
export interface CostFacts {
  /** `@cost`: what an object of a type, or a field, costs. */
  readonly weights: Readonly<Record<string, number>>;
  /** `@listSize`: how long a list may be. */
  readonly lists: Readonly<Record<string, ListSize>>;
  /** The domain that answers a field; a field that several can answer belongs to none. */
  readonly domains: Readonly<Record<string, string>>;
}

export interface ListSize {
  readonly assumedSize?: number;
  /** Arguments that set the length. */
  readonly slicingArguments?: readonly string[];
  /** The fields of a connection whose length that is. */
  readonly sizedFields?: readonly string[];
}

/** Reads the costs out of a supergraph's SDL. */
export function costFactsOf(supergraph: string | DocumentNode): CostFacts {
  const weights: Record<string, number> = {};
  const lists: Record<string, ListSize> = {};
  const domains: Record<string, string> = {};
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] = []): void => {
    const graphs: unknown[] = [];
    for (const directive of directives) {
      const values = Object.fromEntries(
        directive.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]) ?? [],
      );
      if (directive.name.value === 'cost') weights[coordinate] = Number(values.weight);
      if (directive.name.value === 'listSize') {
        const { requireOneSlicingArgument: _, ...size } = values;
        lists[coordinate] = size;
      }
      if (directive.name.value === 'join__field') graphs.push(values.graph);
    }
    if (graphs.length === 1 && typeof graphs[0] === 'string') domains[coordinate] = graphs[0].toLowerCase();
  };
  visit(typeof supergraph === 'string' ? parse(supergraph) : supergraph, {
    enter: (node) => {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
      note(node.name.value, node.directives);
      for (const field of node.fields ?? []) note(`${node.name.value}.${field.name.value}`, field.directives);
    },
  });
  return { weights, lists, domains };
}
