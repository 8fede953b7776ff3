import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
} from 'graphql';
import { type Random, randomOf } from './random.ts';

/** An operation with variables for it. */
export interface Generated {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Names that a client may well choose, and that keys, required fields or JavaScript itself have too. */
const NASTY_ALIASES = [
  'id',
  'code',
  'name',
  'number',
  'place',
  'people',
  'label',
  'town',
  'constructor',
  'toString',
  '__proto__',
];

/** What is generated over a schema besides what it says itself. */
export interface Vocabulary {
  /** Values of a scalar, some that are known there and some that are not; null leaves it to what any schema has. */
  readonly valueOf: (scalar: string, random: Random) => unknown;
  /** How deep an operation goes, and how likely it takes a field that has fields. */
  readonly depth: number;
  readonly breadth: number;
}

/** Generates an operation over a schema. Not every one is valid: fields may conflict. */
export function generate(schema: GraphQLSchema, seed: number, vocabulary: Vocabulary): Generated {
  const random = randomOf(seed);
  const { chance, oneOf, below } = random;
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const fragments: string[] = [];

  const randomValue = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return randomValue(type.ofType) ?? randomValue(type);
    if (chance(0.1)) return null;
    if (isListType(type)) return Array.from({ length: below(3) }, () => randomValue(type.ofType));
    if (isEnumType(type)) return oneOf(type.getValues()).name;
    if (isInputObjectType(type)) {
      const all = Object.values(type.getFields());
      const fields = type.isOneOf ? [oneOf(all)] : all.filter((field) => isRequiredInputField(field) || chance(0.4));
      const valueIn = (given: GraphQLInputType): unknown =>
        type.isOneOf ? (randomValue(given) ?? valueIn(given)) : randomValue(given);
      return Object.fromEntries(fields.map((field) => [field.name, valueIn(field.type)]));
    }
    if (type.name === 'Int') return below(5);
    if (type.name === 'Boolean') return chance(0.5);
    return vocabulary.valueOf(type.name, random);
  };
  const literalOf = (type: GraphQLInputType, value: unknown): string => {
    if (isNonNullType(type)) return literalOf(type.ofType, value);
    if (value === null || value === undefined) return 'null';
    if (isListType(type) && Array.isArray(value))
      return `[${value.map((item) => literalOf(type.ofType, item)).join(', ')}]`;
    if (isInputObjectType(type)) {
      const fields = Object.entries(value).map(([name, item]) => {
        const field = type.getFields()[name];
        return `${name}: ${field ? literalOf(field.type, item) : 'null'}`;
      });
      return `{${fields.join(', ')}}`;
    }
    return isEnumType(type) ? String(value) : JSON.stringify(value);
  };
  const variableOf = (type: GraphQLInputType, value: unknown): string => {
    const name = chance(0.1) ? 'representations' : `v${definitions.length}`;
    if (name in variables) return literalOf(type, value);
    variables[name] = value;
    definitions.push(`$${name}: ${type}`);
    return `$${name}`;
  };
  const condition = (): string => {
    if (!chance(0.1)) return '';
    const value = chance(0.5);
    const written = chance(0.5) ? String(value) : '$';
    const directive = oneOf(['skip', 'include']);
    if (written !== '$') return ` @${directive}(if: ${written})`;
    const name = `c${definitions.length}`;
    variables[name] = value;
    definitions.push(`$${name}: Boolean!`);
    return ` @${directive}(if: $${name})`;
  };
  const argumentsOf = (field: GraphQLField<unknown, unknown>): string => {
    const given = field.args.filter(({ type }) => isNonNullType(type) || chance(0.5));
    if (given.length === 0) return '';
    const written = given.map(({ name, type }) => {
      const value = randomValue(type);
      return `${name}: ${chance(0.4) ? variableOf(type, value) : literalOf(type, value)}`;
    });
    return `(${written.join(', ')})`;
  };

  const selectionOf = (type: GraphQLNamedType, depth: number): string => {
    const fields = 'getFields' in type && !isInputObjectType(type) ? Object.values(type.getFields()) : [];
    const chosen = fields.filter(({ type: of }) =>
      chance(isCompositeType(getNamedType(of)) ? (depth > 0 ? vocabulary.breadth : 0) : 0.45),
    );
    const parts = chosen.map((field) => {
      const named = getNamedType(field.type);
      const alias = chance(0.12) ? `${chance(0.5) ? oneOf(NASTY_ALIASES) : `a${below(4)}`}: ` : '';
      const selected = isCompositeType(named) ? ` ${selectionOf(named, depth - 1)}` : '';
      return `${alias}${field.name}${argumentsOf(field as GraphQLField<unknown, unknown>)}${condition()}${selected}`;
    });
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type)) {
        if (chance(0.6)) parts.push(`... on ${possible.name}${condition()} ${selectionOf(possible, depth)}`);
      }
    } else if (isObjectType(type) && chance(0.15) && depth > 0) {
      if (chance(0.5)) parts.push(`...${condition()} ${selectionOf(type, depth - 1)}`);
      else {
        const name = `F${fragments.length}`;
        fragments.push('');
        fragments[fragments.indexOf('')] = `fragment ${name} on ${type.name} ${selectionOf(type, depth - 1)}`;
        parts.push(`...${name}${condition()}`);
      }
    }
    if (chance(0.15)) parts.push(chance(0.3) ? 't: __typename' : '__typename');
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  };

  const isMutation = chance(0.1);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  const body = root ? selectionOf(root, vocabulary.depth) : '';
  const head = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
  return { query: `${isMutation ? 'mutation' : 'query'} Q${head} ${body}\n${fragments.join('\n')}`, variables };
}
