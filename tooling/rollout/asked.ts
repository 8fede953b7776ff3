import {
  buildASTSchema,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  findBreakingChanges,
  type GraphQLSchema,
  Kind,
  parse,
} from 'graphql';

/**
 * What a supergraph lets its gateway ask of each subgraph, as a schema of that subgraph alone: types, fields and values
 * that the `@join__...` directives of the Join specification give to it, without those that it has from others.
 */
export function askedBySubgraph(
  supergraphSdl: string,
): ReadonlyMap<string, { schema: GraphQLSchema; keys: Set<string> }> {
  const document = parse(supergraphSdl, { noLocation: true });
  const graphs = document.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph'
      ? (definition.values ?? []).map(({ name, directives = [] }) => ({
          graph: name.value,
          name: argumentOf(directives[0], 'name') ?? name.value,
        }))
      : [],
  );
  return new Map(
    graphs.map(({ graph, name }) => {
      const keys = new Set<string>();
      const definitions = document.definitions.flatMap((definition) => partOf(definition, graph, keys));
      const part: DocumentNode = { kind: Kind.DOCUMENT, definitions };
      return [name, { schema: buildASTSchema(part, { assumeValid: true, assumeValidSDL: true }), keys }];
    }),
  );
}

/** What old gateways ask and the new subgraphs no longer answer; empty when both may run at once, whichever is first. */
export function noLongerAnswered(oldSupergraph: string, newSupergraph: string): readonly string[] {
  const answered = askedBySubgraph(newSupergraph);
  return [...askedBySubgraph(oldSupergraph)].flatMap(([name, asked]) => {
    const now = answered.get(name);
    if (!now) return [`${name}: there is no such subgraph any more`];
    return [
      ...findBreakingChanges(asked.schema, now.schema).map(({ description }) => `${name}: ${description}`),
      ...[...asked.keys].filter((key) => !now.keys.has(key)).map((key) => `${name}: ${key} is no key any more`),
    ];
  });
}

/** The part of a definition that a subgraph has; nothing when it has none. */
function partOf(definition: DefinitionNode, graph: string, keys: Set<string>): DefinitionNode[] {
  if (!('directives' in definition) || !('name' in definition) || !definition.name) return [];
  const joins = belonging(definition.directives, 'join__type', graph);
  if (joins.length === 0) return [];
  for (const join of joins) {
    const key = argumentOf(join, 'key');
    if (key && argumentOf(join, 'resolvable') !== 'false') keys.add(`${definition.name.value} { ${key} }`);
  }
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION: {
      const fields = definition.fields?.filter((field) => isAnswered(field.directives, graph)) ?? [];
      const interfaces = belonging(definition.directives, 'join__implements', graph).map((join) =>
        argumentOf(join, 'interface'),
      );
      const own = definition.interfaces?.filter(({ name }) => interfaces.includes(name.value)) ?? [];
      return fields.length > 0 ? [{ ...definition, fields, interfaces: own }] : [];
    }
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return [definition];
    default:
      return [];
  }
}

/** Without a directive a field is answered by every subgraph that has its type. What no client can ask is left out. */
function isAnswered(directives: readonly DirectiveNode[] | undefined, graph: string): boolean {
  if (directives?.some(({ name }) => name.value === 'inaccessible')) return false;
  const all = directives?.filter(({ name }) => name.value === 'join__field') ?? [];
  if (all.every((join) => argumentOf(join, 'graph') === null)) return true;
  return all.some((join) => argumentOf(join, 'graph') === graph && argumentOf(join, 'external') !== 'true');
}

const belonging = (directives: readonly DirectiveNode[] = [], name: string, graph: string) =>
  directives.filter((directive) => directive.name.value === name && argumentOf(directive, 'graph') === graph);

/** The text of an argument; null when it is not given. */
function argumentOf(directive: DirectiveNode | undefined, name: string): string | null {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  if (!value || !('value' in value)) return null;
  return String(value.value);
}
