import {
  type ArgumentNode,
  BREAK,
  type GraphQLError,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { refusal } from '../errors.ts';
import type { Operation } from '../operation/operation.ts';
import { givenValue, type Variables } from './values.ts';

/** Inputs that are a place: where somebody is, or looks. */
const PLACES: readonly string[] = ['PointInput', 'NearInput'];
/** A box is one, too, when a side of it is shorter than this: some 500 metres from south to north. */
const BOX = 'BoundingBoxInput';
const SHORT_SIDE = 0.005;
/** Arguments in which somebody writes what they look for. */
const TEXTS: readonly string[] = ['Query.places.text'];

/** Compiles whether a request of an operation names a place, or a text that somebody looks for. */
export function namesPlace(operation: Operation): (variables: Variables) => boolean {
  const suspects = suspectsIn(operation);
  return (variables) => suspects.some((given) => isPlace(given, operation, variables));
}

/** Whether any request of an operation might, whatever its variables. */
export function mayNamePlace(operation: Operation): boolean {
  return suspectsIn(operation).some((given) => hasVariable(given.node) || isPlace(given, operation, {}));
}

/** An argument that can hold one. */
interface Suspect {
  readonly node: ArgumentNode;
  readonly type: GraphQLInputType;
  readonly isText: boolean;
}

function suspectsIn(operation: Operation): readonly Suspect[] {
  const given: Suspect[] = [];
  const types = new TypeInfo(operation.schema);
  const enter = visitWithTypeInfo(types, {
    Argument: (node) => {
      const argument = types.getArgument();
      if (!argument) return;
      const coordinate = `${types.getParentType()?.name}.${types.getFieldDef()?.name}.${argument.name}`;
      given.push({ node, type: argument.type, isText: TEXTS.includes(coordinate) });
    },
  });
  visit(operation.definition, enter);
  for (const fragment of operation.fragments.values()) visit(fragment, enter);
  return given.filter(({ type, isText }) => isText || mayHold(type));
}

function isPlace({ node, type, isText }: Suspect, operation: Operation, variables: Variables): boolean {
  const value = givenValue(node.value, operation, variables);
  return isText ? typeof value === 'string' : holds(type, value);
}

function hasVariable(node: ArgumentNode): boolean {
  let found = false;
  visit(node, {
    Variable: () => {
      found = true;
      return BREAK;
    },
  });
  return found;
}

export const needsPost = (): GraphQLError =>
  refusal(
    'POSITION_NEEDS_POST',
    'This operation names a place, or asks for what is not open to everybody. Send it with POST: an address stays in the logs of every proxy on its way.',
  );

function mayHold(type: GraphQLInputType, seen: ReadonlySet<string> = new Set()): boolean {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return mayHold(nullable.ofType, seen);
  if (!isInputObjectType(nullable) || seen.has(nullable.name)) return false;
  const deeper = new Set([...seen, nullable.name]);
  return (
    PLACES.includes(nullable.name) ||
    nullable.name === BOX ||
    Object.values(nullable.getFields()).some((field) => mayHold(field.type, deeper))
  );
}

function holds(type: GraphQLInputType, value: unknown): boolean {
  const nullable = getNullableType(type);
  if (value === null || value === undefined) return false;
  if (isListType(nullable)) return (Array.isArray(value) ? value : [value]).some((one) => holds(nullable.ofType, one));
  if (!isInputObjectType(nullable) || typeof value !== 'object') return false;
  if (PLACES.includes(nullable.name)) return true;
  if (nullable.name === BOX) return isSmall(value);
  const fields = nullable.getFields();
  return Object.entries(value).some(([name, part]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field !== undefined && holds(field.type, part);
  });
}

function isSmall(box: object): boolean {
  const { south, west, north, east } = box as Readonly<Record<string, unknown>>;
  return Number(north) - Number(south) < SHORT_SIDE || Number(east) - Number(west) < SHORT_SIDE;
}
