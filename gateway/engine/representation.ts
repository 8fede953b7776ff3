import { namesFor, type SupergraphFacts } from '../facts.ts';
import { type Data, isData } from './data.ts';
import type { EntityBatch, KeyRename, Requirement, ValueSetter } from './planner.ts';

/**
 * Writes the representation of an entity as JSON text (federation's `_Any`): the text is what two occurrences of one
 * entity have in common, and what goes into the request. Undefined where something that is required is not known,
 * because the subgraph that knows it failed: there is nothing to ask then.
 */
export type WriteRepresentation = (entity: Data) => string | undefined;

/** More types than any supergraph has: a subgraph that invents names does not fill the memory. */
const MAX_TYPES = 1_000;

type Inputs = EntityBatch['inputs'];

/** Compiles what a representation consists of. Each type that an entity may have is compiled when it is first met. */
export function compileRepresentation({ requires, inputs }: EntityBatch, facts: SupergraphFacts): WriteRepresentation {
  const byType = new Map<string, WriteRepresentation | null>();
  const compileType = (type: string): WriteRepresentation | null => {
    const fields = requires.flatMap((requirement) =>
      'type' in requirement && namesFor(facts, [requirement.type]).has(type) ? requirement.requires : [],
    );
    return fields.length > 0 ? writerOf(fields, type, inputs, facts) : null;
  };
  return (entity) => {
    const type = entity.__typename;
    if (typeof type !== 'string') return undefined;
    let write = byType.get(type);
    if (write === undefined) {
      write = compileType(type);
      if (byType.size < MAX_TYPES) byType.set(type, write);
    }
    return write?.(entity);
  };
}

/** The rewrites that concern an object of a type, without what they say of that type. */
function inputsFor(type: string | null, inputs: Inputs, facts: SupergraphFacts): Inputs {
  return inputs.flatMap((input) => {
    const [segment, ...path] = input.path;
    if (segment === undefined || segment === 'each' || 'field' in segment) return [input];
    return type === null || namesFor(facts, segment.types).has(type)
      ? inputsFor(type, [{ ...input, path }], facts)
      : [];
  });
}

function writerOf(
  requires: readonly Requirement[],
  type: string | null,
  given: Inputs,
  facts: SupergraphFacts,
): WriteRepresentation {
  const inputs = inputsFor(type, given, facts);
  const here = (field: string) => inputs.filter((input) => input.path.length === 0 && nameOf(input) === field);
  const fields = distinctFields(requires, type, facts).map(({ field, requires: inner }) => {
    const below = inputs.flatMap((input) => {
      const [segment, ...path] = input.path;
      return segment && segment !== 'each' && 'field' in segment && segment.field === field ? [{ ...input, path }] : [];
    });
    const write = inner ? nestedWriter(inner, below, facts) : JSON.stringify;
    const setter = here(field).find((input): input is ValueSetter => 'value' in input);
    const rename = here(field).find((input): input is KeyRename => 'to' in input);
    const constant = setter && JSON.stringify(setter.value);
    return { field, name: `${JSON.stringify(rename?.to ?? field)}:`, write: constant ? () => constant : write };
  });
  return (object) => {
    let text = '{';
    for (const { field, name, write } of fields) {
      const value = object[field];
      if (value === undefined) return undefined;
      const written = write(value);
      if (written === undefined) return undefined;
      text += text.length === 1 ? name + written : `,${name}${written}`;
    }
    return `${text}}`;
  };
}

const nameOf = (input: KeyRename | ValueSetter): string => ('from' in input ? input.from : input.field);

interface RequiredField {
  readonly field: string;
  readonly requires: readonly Requirement[] | null;
}

/** The fields that are required of a type, each once; without a type, those that every type has. */
function distinctFields(
  requires: readonly Requirement[],
  type: string | null,
  facts: SupergraphFacts,
): readonly RequiredField[] {
  const fields = new Map<string, RequiredField>();
  for (const requirement of requires) {
    const own =
      'field' in requirement
        ? [requirement]
        : type !== null && namesFor(facts, [requirement.type]).has(type)
          ? distinctFields(requirement.requires, type, facts)
          : [];
    for (const { field, requires: inner } of own) {
      const known = fields.get(field)?.requires;
      fields.set(field, { field, requires: inner && known ? [...known, ...inner] : inner });
    }
  }
  return [...fields.values()];
}

/** A required field that is an object, a list of them, or null. */
function nestedWriter(requires: readonly Requirement[], inputs: Inputs, facts: SupergraphFacts) {
  const byType = new Map<string | null, WriteRepresentation>();
  return function write(value: unknown): string | undefined {
    if (value === null) return 'null';
    if (Array.isArray(value)) {
      const items = value.map(write);
      return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
    }
    if (!isData(value)) return undefined;
    const type = typeof value.__typename === 'string' ? value.__typename : null;
    let writeObject = byType.get(type);
    if (!writeObject) {
      writeObject = writerOf(requires, type, inputs, facts);
      byType.set(type, writeObject);
    }
    return writeObject(value);
  };
}
