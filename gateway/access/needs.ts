import {
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { type Need, needsIn } from '../../kernel/access.ts';

/** What the schema says of who may ask what. Plain data: it is made at build time. */
export interface AccessFacts {
  /** All that a caller needs for a field, by `Type.field`; fields that are open to everybody are left out. */
  readonly needs: Readonly<Record<string, readonly Need[]>>;
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;
interface Field {
  readonly type: string;
  readonly name: string;
  readonly returns: string;
  /** Fields of the same type that it is computed from (`@requires`). */
  readonly requires: readonly SelectionSetNode[];
}

/**
 * Reads who may ask what out of a supergraph's SDL. A field needs what is said of itself, of the type that it belongs
 * to, of the type, enum or scalar that it gives, and whatever the fields need that it is computed from (`@requires`):
 * else a closed value could be read through another. (What an interface's field needs, composition takes from the types.)
 */
export function accessFactsOf(supergraph: string | DocumentNode): AccessFacts {
  const { definitions } = typeof supergraph === 'string' ? parse(supergraph) : supergraph;
  const said = new Map<string, readonly Need[]>();
  const types = new Map<string, Composite>();
  for (const definition of definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
    said.set(definition.name.value, needsIn(definition.directives));
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    types.set(definition.name.value, definition);
    for (const field of definition.fields ?? [])
      said.set(`${definition.name.value}.${field.name.value}`, needsIn(field.directives));
  }
  const fields = [...types].flatMap(([type, definition]) =>
    (definition.fields ?? []).map((field) => fieldOf(type, field)),
  );
  const known = new Map(fields.map((field) => [coordinateOf(field), field]));
  const needs = new Map<string, readonly Need[]>();
  for (const field of fields) {
    const places = [field.type, coordinateOf(field), field.returns];
    needs.set(coordinateOf(field), distinct(places.flatMap((place) => said.get(place) ?? [])));
  }
  // What a field is computed from may itself be computed from others.
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const field of fields) {
      const own = needs.get(coordinateOf(field)) ?? [];
      const inherited = field.requires.flatMap((selection) => coordinatesIn(selection, field.type, known));
      const all = distinct([...own, ...inherited.flatMap((coordinate) => needs.get(coordinate) ?? [])]);
      if (all.length === own.length) continue;
      needs.set(coordinateOf(field), all);
      isSettled = false;
    }
  }
  return { needs: Object.fromEntries([...needs].filter(([, all]) => all.length > 0)) };
}

const coordinateOf = ({ type, name }: Field): string => `${type}.${name}`;

function fieldOf(type: string, { name, type: returns, directives }: FieldDefinitionNode): Field {
  const requires = (directives ?? []).flatMap(({ name: directive, arguments: args }) => {
    const value = args?.find((argument) => argument.name.value === 'requires')?.value;
    if (directive.value !== 'join__field' || value?.kind !== Kind.STRING) return [];
    const [document] = parse(`{ ${value.value} }`, { noLocation: true }).definitions;
    return document?.kind === Kind.OPERATION_DEFINITION ? [document.selectionSet] : [];
  });
  return { type, name: name.value, returns: nameOf(returns), requires };
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/** The fields that a field set names, by `Type.field`. */
function coordinatesIn({ selections }: SelectionSetNode, type: string, known: ReadonlyMap<string, Field>): string[] {
  return selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return coordinatesIn(selection.selectionSet, selection.typeCondition?.name.value ?? type, known);
    const coordinate = `${type}.${selection.name.value}`;
    const below = known.get(coordinate)?.returns;
    const deeper = selection.selectionSet && below ? coordinatesIn(selection.selectionSet, below, known) : [];
    return [coordinate, ...deeper];
  });
}

/** Each need once. */
export const distinct = (needs: readonly Need[]): Need[] => [
  ...new Map(needs.map((need) => [JSON.stringify(need), need])).values(),
];
