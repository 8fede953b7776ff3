/**
 * What a subgraph of somebody else may not do to the graph. Composition alone lets any subgraph take over what others
 * answer, hide or weaken it for everybody, or null the whole answer when it is down.
 */
import {
  buildSchema,
  type ConstDirectiveNode,
  GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  type ObjectTypeDefinitionNode,
  parse,
  printType,
  valueFromASTUntyped,
} from 'graphql';
import { costFactsOf } from '../gateway/policies/cost-facts.ts';
import type { Composition } from './composition.ts';

/** The fields that guests answer though they are ours, and those that would take ours with them when a guest is down. */
export function claimsOf(own: Composition, all: Composition, guests: readonly string[]): string[] {
  const [ours, theirs] = [typesIn(own), typesIn(all)];
  const schema = buildSchema(all.apiSdl);
  return [...theirs].flatMap(([name, type]) =>
    guests.flatMap((guest) => {
      const keys = joins(type, 'join__type').filter((join) => isOf(join, guest));
      if (keys.length === 0) return [];
      if (name === 'Mutation' || name === 'Subscription')
        return [`${guest} has a ${name}; only a domain of ours changes anything`];
      const known = ours.get(name);
      const isAsked = name === 'Query' || keys.some(({ key, resolvable }) => key !== undefined && resolvable !== false);
      if (!known || !isAsked) return overrides(type, guest);
      const taken = fieldsOf(known).filter((field) => answers(type, field, guest) && !isInKey(field, keys));
      const more = fieldsOf(type).filter((field) => !fieldsOf(known).includes(field) && answers(type, field, guest));
      return [
        ...overrides(type, guest),
        ...taken.map((field) => `${guest} answers ${name}.${field}, which another domain answers`),
        ...more
          .filter((field) => isNeverNull(schema, name, field))
          .map((field) => `${guest} must let ${name}.${field} be null: an outage of it would take more than the field`),
      ];
    }),
  );
}

/** Where what clients and policies know of our types is no longer what it was without guests; new fields are none. */
export function changesBy(own: Composition, all: Composition): string[] {
  const [before, after] = [buildSchema(own.apiSdl), buildSchema(all.apiSdl)];
  const changed = Object.keys(before.getTypeMap()).filter(
    (name) => !name.startsWith('__') && printed(before, name, before) !== printed(after, name, before),
  );
  const [costs, now] = [costFactsOf(own.supergraphSdl), costFactsOf(all.supergraphSdl)];
  const repriced = coordinatesOf(before).filter(
    (at) => costs.weights[at] !== now.weights[at] || JSON.stringify(costs.lists[at]) !== JSON.stringify(now.lists[at]),
  );
  return [
    ...changed.map((name) => `${name} is no longer what it is without the subgraphs of others`),
    ...repriced.map((at) => `${at} would cost something else than without the subgraphs of others`),
  ];
}

/** A type's definition, of an object only the fields that `known` has of it. */
function printed(schema: GraphQLSchema, name: string, known: GraphQLSchema): string {
  const [type, first] = [schema.getType(name), known.getType(name)];
  if (!type) return '';
  if (!isObjectType(type) || !isObjectType(first)) return printType(type);
  const fields = Object.keys(first.getFields());
  const config = type.toConfig();
  const kept = Object.entries(config.fields).filter(([field]) => fields.includes(field));
  return printType(new GraphQLObjectType({ ...config, fields: Object.fromEntries(kept) }));
}

function coordinatesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    'getFields' in type ? [type.name, ...Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)] : [],
  );
}

function typesIn({ supergraphSdl }: Composition): ReadonlyMap<string, ObjectTypeDefinitionNode> {
  const types = parse(supergraphSdl).definitions.filter((node) => node.kind === 'ObjectTypeDefinition');
  return new Map(types.map((type) => [type.name.value, type]));
}

/** The arguments of a join directive (the join specification, v0.5). */
type Join = Readonly<Record<string, unknown>>;

function joins({ directives = [] }: { directives?: readonly ConstDirectiveNode[] }, name: string): Join[] {
  return directives
    .filter((directive) => directive.name.value === name)
    .map(({ arguments: given = [] }) =>
      Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)])),
    );
}

const graphOf = (subgraph: string): string => subgraph.toUpperCase().replaceAll(/\W/g, '_');
const isOf = ({ graph }: Join, subgraph: string): boolean => graph === graphOf(subgraph);
const fieldsOf = ({ fields = [] }: ObjectTypeDefinitionNode): string[] => fields.map(({ name }) => name.value);

/** Whether a subgraph may be asked for a field: without a join of its own it is in every subgraph that has the type. */
function answers(type: ObjectTypeDefinitionNode, name: string, subgraph: string): boolean {
  const field = type.fields?.find((each) => each.name.value === name);
  const own = field ? joins(field, 'join__field') : [];
  return own.length === 0 || own.some((join) => isOf(join, subgraph) && join.external !== true);
}

const isInKey = (field: string, keys: readonly Join[]): boolean =>
  keys.some(({ key }) => typeof key === 'string' && key.split(/\W+/).includes(field));

function overrides(type: ObjectTypeDefinitionNode, guest: string): string[] {
  return (type.fields ?? [])
    .filter((field) => joins(field, 'join__field').some((join) => isOf(join, guest) && join.override !== undefined))
    .map((field) => `${guest} takes ${type.name.value}.${field.name.value} from another domain (@override)`);
}

function isNeverNull(schema: GraphQLSchema, type: string, field: string): boolean {
  const found = schema.getType(type);
  return isObjectType(found) && isNonNullType(found.getFields()[field]?.type);
}
