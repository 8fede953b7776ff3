import {
  type DirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeNode,
  visit,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiSdl } from '../gateway/__generated__/api.ts';
import { ownSubgraphNames } from '../tooling/folders.ts';
import { subgraphSdl } from '../tooling/schema.ts';

/** The rules of the house, over the public contract and over what each subgraph that is run here declares. */
const api = parse(apiSdl).definitions;
const apiTypes = api.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
const composite = new Set(apiTypes.map(({ name }) => name.value));

/** What only echoes a key or is known without an administration: nothing of it can be down. */
const CONSTANT = ['Dataset', 'Administration', 'Indicator', 'Location', 'PlaceSearch'];

interface Declared {
  readonly subgraph: string;
  readonly type: string;
  readonly field: FieldDefinitionNode;
}
const declared = ownSubgraphNames().flatMap((subgraph) =>
  parse(subgraphSdl(subgraph)).definitions.flatMap((definition): Declared[] =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? (definition.fields ?? []).map((field) => ({ subgraph, type: definition.name.value, field }))
      : [],
  ),
);
const entities = [
  ...new Set(
    ownSubgraphNames().flatMap((subgraph) =>
      parse(subgraphSdl(subgraph)).definitions.flatMap((definition) =>
        (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
        definition.directives?.some(({ name }) => name.value === 'key')
          ? [definition.name.value]
          : [],
      ),
    ),
  ),
];

const nullable = (type: TypeNode): TypeNode => (type.kind === Kind.NON_NULL_TYPE ? type.type : type);
const isList = (type: TypeNode): boolean => nullable(type).kind === Kind.LIST_TYPE;
function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
const directive = (field: FieldDefinitionNode, name: string): DirectiveNode | undefined =>
  field.directives?.find((one) => one.name.value === name);
const isObjectList = ({ field }: Declared): boolean => isList(field.type) && composite.has(nameOf(field.type));
const coordinate = ({ subgraph, type, field }: Declared): string => `${subgraph}: ${type}.${field.name.value}`;
const fieldsOf = (type: string): readonly FieldDefinitionNode[] =>
  apiTypes.find(({ name }: ObjectTypeDefinitionNode) => name.value === type)?.fields ?? [];

describe('the public contract', () => {
  it('says a sentence about every type, field, argument, input and value', () => {
    const silent: string[] = [];
    const check = (place: string, description: string | undefined): void => {
      const isSentence = /^\S+(\s+\S+)+[.`]$/.test(description?.replaceAll(/\s+/g, ' ').trim() ?? '');
      if (!isSentence) silent.push(`${place}: ${description ?? 'nothing'}`);
    };
    for (const definition of api) {
      if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
      const type = definition.name.value;
      if (type !== 'Query' && 'description' in definition) check(type, definition.description?.value);
      if ('fields' in definition)
        for (const field of definition.fields ?? []) {
          check(`${type}.${field.name.value}`, field.description?.value);
          // What is asked with is told by its field; what is written, one by one.
          if (type !== 'Mutation' || !('arguments' in field)) continue;
          for (const { name, description } of field.arguments ?? [])
            check(`${type}.${field.name.value}.${name.value}`, description?.value);
        }
      if ('values' in definition && type !== 'Language')
        for (const value of definition.values ?? []) check(`${type}.${value.name.value}`, value.description?.value);
    }
    expect(silent).toEqual([]);
  });

  it('names types, fields and values as GraphQL does', () => {
    const odd: string[] = [];
    for (const definition of api) {
      if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
      if (!/^[A-Z][A-Za-z]*$/.test(definition.name.value)) odd.push(definition.name.value);
      if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && !/(Input|Filter|Span)$/.test(definition.name.value))
        odd.push(definition.name.value);
      const members: readonly { name: { value: string } }[] =
        'fields' in definition ? (definition.fields ?? []) : 'values' in definition ? (definition.values ?? []) : [];
      const form = 'values' in definition ? /^[A-Z][A-Z0-9_]*$/ : /^[a-z][A-Za-z0-9]*$/;
      for (const { name } of members) if (!form.test(name.value)) odd.push(`${definition.name.value}.${name.value}`);
    }
    expect(odd).toEqual([]);
  });

  it('has no null in the place of a default', () => {
    const vague: string[] = [];
    visit(parse(apiSdl), {
      InputValueDefinition: ({ name, type, defaultValue }) => {
        if (defaultValue && type.kind !== Kind.NON_NULL_TYPE) vague.push(name.value);
      },
    });
    expect(vague).toEqual([]);
  });

  it('gives a reason and a day of sunset with everything that is deprecated', () => {
    const deprecated = apiTypes
      .flatMap(({ fields }) => fields ?? [])
      .flatMap((field) => directive(field, 'deprecated') ?? []);
    for (const { arguments: args } of deprecated)
      expect(args?.map(({ value }) => (value.kind === Kind.STRING ? value.value : '')).join()).toMatch(
        /\d{4}-\d{2}-\d{2}/,
      );
  });
});

describe('what comes live from an administration', () => {
  it('may be null: an outage takes its own field and nothing else', () => {
    const roots = ['Query', 'Mutation', 'Municipality', 'Location', 'PlaceSearch'];
    const rigid = declared.filter(
      ({ type, field }) =>
        roots.includes(type) &&
        field.type.kind === Kind.NON_NULL_TYPE &&
        composite.has(nameOf(field.type)) &&
        // A list whose places may be null loses only these.
        !(isList(field.type) && isNullablePlace(field.type)) &&
        // What a root is asked with may be none of its values.
        (type === 'Query' || !CONSTANT.includes(nameOf(field.type))),
    );
    expect(rigid.map(coordinate)).toEqual([]);
  });

  it('says who knows it', () => {
    const anonymous = entities.filter(
      (type) =>
        !CONSTANT.includes(type) &&
        composite.has(type) &&
        !fieldsOf(type).some(({ name }) => name.value === 'provenance'),
    );
    expect(anonymous).toEqual([]);
  });
});

describe('what an operation may cost', () => {
  it('is known of every list: how long it is assumed to be', () => {
    const unknown = declared.filter(
      (one) =>
        isObjectList(one) &&
        !directive(one.field, 'listSize') &&
        !directive(one.field, 'external') &&
        !one.type.endsWith('Connection'), // Its own field says how long it is.,
    );
    expect(unknown.map(coordinate)).toEqual([]);
  });

  it('is something for whatever is looked for around a point or by a text, also when nothing of it is taken', () => {
    const free = declared.filter(
      (one) =>
        ['Location', 'PlaceSearch'].includes(one.type) &&
        isObjectList(one) &&
        !directive(one.field, 'cost') &&
        !directive(one.field, 'external'),
    );
    expect(free.map(coordinate)).toEqual([]);
  });

  it('follows the argument that sets the length of a list', () => {
    const slices = ({ field }: Declared) =>
      directive(field, 'listSize')?.arguments?.some(
        ({ name, value }) =>
          name.value === 'slicingArguments' &&
          value.kind === Kind.LIST &&
          value.values.some((each) => each.kind === Kind.STRING && each.value === 'first'),
      );
    const unsliced = declared.filter(
      (one) => one.field.arguments?.some(({ name }) => name.value === 'first') && !slices(one),
    );
    expect(unsliced.map(coordinate)).toEqual([]);
  });
});

describe('what changes something', () => {
  const changes = declared.filter(({ type }) => type === 'Mutation');

  it('needs a scope, and costs more than to read', () => {
    const open = changes.filter(({ field }) => !directive(field, 'requiresScopes') || !directive(field, 'cost'));
    expect(changes).not.toEqual([]);
    expect(open.map(coordinate)).toEqual([]);
  });

  it('is told apart from itself sent again, and of which version it is unless that is the first', () => {
    const takes = ({ field }: Declared, name: string): boolean =>
      field.arguments?.some((argument) => argument.name.value === name && argument.type.kind === Kind.NON_NULL_TYPE) ??
      false;
    const vague = changes.filter(
      (one) => !takes(one, 'idempotencyKey') || !(takes(one, 'version') || one.field.name.value.startsWith('create')),
    );
    expect(vague.map(coordinate)).toEqual([]);
  });
});

describe('every entity', () => {
  it('has a root that gives many of it by their keys', () => {
    const byKeys = ({ type, field }: Declared) =>
      type === 'Query' &&
      isList(field.type) &&
      field.arguments?.some((argument: InputValueDefinitionNode) => isList(argument.type));
    const found = new Set(declared.filter(byKeys).map(({ field }) => nameOf(field.type)));
    // A text to search by is asked one at a time.
    expect(entities.filter((type) => composite.has(type) && type !== 'PlaceSearch' && !found.has(type))).toEqual([]);
  });
});

/** Whether the places of a list may be null. */
function isNullablePlace(type: TypeNode): boolean {
  const list = nullable(type);
  return list.kind === Kind.LIST_TYPE && list.type.kind !== Kind.NON_NULL_TYPE;
}
