import { type DocumentNode, Kind, parse, visit } from 'graphql';

/** What the engine has to know of a supergraph besides the public schema. Plain data: it can be made at build time. */
export interface SupergraphFacts {
  /** The object types that an interface or a union may be, inaccessible ones too. */
  readonly possibleTypes: Readonly<Record<string, readonly string[]>>;
  /** Names of fields that a plan may ask for by itself, because a key, `@requires` or `@provides` names them. */
  readonly supplied: readonly string[];
  /** Interfaces that a subgraph knows as one object type (`@interfaceObject`). */
  readonly interfaceObjects: readonly string[];
  /** By a field's name, the fields that are computed from it (`@requires`). */
  readonly requiredBy: Readonly<Record<string, readonly string[]>>;
}

/** Reads the facts out of a supergraph's SDL (the join specification, v0.5). */
export function factsOf(supergraph: string | DocumentNode): SupergraphFacts {
  const possibleTypes: Record<string, string[]> = {};
  const supplied = new Set(['__typename']);
  const interfaceObjects = new Set<string>();
  const requiredBy: Record<string, string[]> = {};
  const add = (abstract: string, type: string): void => {
    possibleTypes[abstract] = [...(possibleTypes[abstract] ?? []), type];
  };
  visit(typeof supergraph === 'string' ? parse(supergraph) : supergraph, {
    InterfaceTypeDefinition: ({ name, directives }) => {
      const isObject = directives?.some(({ arguments: args }) =>
        args?.some((each) => each.name.value === 'isInterfaceObject'),
      );
      if (isObject) interfaceObjects.add(name.value);
    },
    ObjectTypeDefinition: ({ name, interfaces }) => {
      for (const each of interfaces ?? []) add(each.name.value, name.value);
    },
    UnionTypeDefinition: ({ name, types }) => {
      for (const each of types ?? []) add(name.value, each.name.value);
    },
    FieldDefinition: ({ name, directives }) => {
      for (const { arguments: args } of directives ?? [])
        for (const { name: argument, value } of args ?? [])
          if (argument.value === 'requires' && value.kind === Kind.STRING)
            for (const field of topFields(value.value)) requiredBy[field] = [...(requiredBy[field] ?? []), name.value];
    },
    Directive: ({ name, arguments: args }) => {
      if (!name.value.startsWith('join__')) return;
      for (const { name: argument, value } of args ?? []) {
        if (!['key', 'requires', 'provides'].includes(argument.value) || value.kind !== Kind.STRING) continue;
        for (const field of value.value.match(/[_A-Za-z]\w*/g) ?? []) supplied.add(field);
      }
    },
  });
  return { possibleTypes, supplied: [...supplied].toSorted(), interfaceObjects: [...interfaceObjects], requiredBy };
}

/** The names of the fields that a set of fields begins with. */
function topFields(fieldSet: string): readonly string[] {
  return parse(`{ ${fieldSet} }`).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []))
      : [],
  );
}

/** The names that satisfy a type condition: the type itself and what it may be. */
export function namesFor({ possibleTypes }: SupergraphFacts, types: readonly string[]): ReadonlySet<string> {
  return new Set(
    types.flatMap((type) => [type, ...(Object.hasOwn(possibleTypes, type) ? (possibleTypes[type] ?? []) : [])]),
  );
}
