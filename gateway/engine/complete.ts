import {
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { ErrorCode } from '../../kernel/errors.ts';
import { type Denied, NOTHING_DENIED } from '../access/closed.ts';
import type { SupergraphFacts } from '../facts.ts';
import type { DataKey } from '../operation/names.ts';
import { collectFields, type SettledOperation } from '../operation/operation.ts';
import { compileObject } from './compile-object.ts';
import { type Data, isData } from './data.ts';
import { leafOf, misfit } from './leaf.ts';

/** A place where the joined data does not fit the schema. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Why it is null on purpose; without one, the data does not fit. */
  readonly code?: ErrorCode;
}

/** What is answered. */
export interface Completed {
  readonly data: Data | null;
  readonly misfits: readonly Misfit[];
  /** How many objects were given, by the weights of the operation's cost. */
  readonly cost: number;
}

export interface State {
  /** The path of the value at hand, up to its depth; deeper entries are left over. */
  readonly path: (string | number)[];
  readonly misfits: Misfit[];
  cost: number;
}

/** Where the joined data has what the schema itself answers: under no name that a field can have. */
export const ofSchema = (key: string): string => ` ${key}`;

/** Stands for a null where none may be: the object around it is null instead (specification, 6.4.4). */
const VOID = Symbol('null where none may be');
export type Complete = (value: unknown, state: State, depth: number) => unknown;

export interface Completion {
  /** Projects the joined data onto what the client asked, by the specification's rules for completing values (6.4.3). */
  readonly complete: (data: Data | null) => Completed;
  /**
   * The client's path of a place in the joined data. Where a plan asked for more than the client it ends: with the field
   * that is computed from that, if there is one.
   */
  readonly clientPath: (path: Misfit['path']) => Misfit['path'];
}

/**
 * Compiles the completion of an operation. Data of subgraphs is never trusted to fit: what does not is null, and a
 * misfit.
 */
export function compileCompletion(
  operation: SettledOperation,
  dataKey: DataKey,
  weights: Weights,
  { requiredBy }: Pick<SupergraphFacts, 'requiredBy'>,
  denied: Denied = NOTHING_DENIED,
): Completion {
  const root = operation.schema.getRootType(operation.definition.operation);
  if (!root) throw new TypeError(`no root type for a ${operation.definition.operation}`);
  const { complete, fields } = new Compilation(operation, dataKey, weights, denied).object(
    root,
    [operation.definition.selectionSet],
    0,
  );
  return {
    complete: (data) => {
      const state: State = { path: [], misfits: [], cost: 0 };
      const completed = complete(data ?? {}, state, 0);
      return { data: completed === VOID ? null : (completed as Data), misfits: state.misfits, cost: state.cost };
    },
    clientPath: (path) => {
      const located: (string | number)[] = [];
      let below = fields;
      for (const key of path) {
        const field = below.find(({ from }) => from === key);
        if (typeof key === 'string' && !field) {
          const computed = Object.hasOwn(requiredBy, key) ? requiredBy[key] : undefined;
          const asked = below.find(({ name }) => computed?.includes(name));
          return asked ? [...located, asked.key] : located;
        }
        located.push(field?.key ?? key);
        below = field?.fields ?? below;
      }
      return located;
    },
  };
}

/** What an object of a type, or a field, costs, by `Type` and `Type.field`; an object of any other type costs 1. */
export type Weights = Readonly<Record<string, number>>;

type SelectionSets = readonly FieldNode['selectionSet'][];

export interface Compiled {
  readonly complete: Complete;
  /** The fields of the objects in it, whatever their type. */
  readonly fields: readonly CompiledField[];
  /** A JavaScript condition on `v` under which a value is right as it is: it spares a leaf the call. */
  readonly fits?: string;
}

export interface CompiledField extends Compiled {
  /** Its name in the answer, and in the joined data. */
  readonly key: string;
  readonly from: string;
  /** Its name in the schema. */
  readonly name: string;
}

class Compilation {
  readonly operation: SettledOperation;
  readonly dataKey: DataKey;
  readonly weights: Weights;
  readonly denied: Denied;

  constructor(operation: SettledOperation, dataKey: DataKey, weights: Weights, denied: Denied) {
    this.operation = operation;
    this.dataKey = dataKey;
    this.weights = weights;
    this.denied = denied;
  }

  type(type: GraphQLOutputType, where: string, selections: SelectionSets): Compiled {
    if (isNonNullType(type)) {
      const compiled = this.type(type.ofType, where, selections);
      return { ...compiled, complete: nonNull(compiled.complete, where) };
    }
    if (isListType(type)) {
      const { complete, fields } = this.type(type.ofType, where, selections);
      return { complete: listOf(complete, where), fields };
    }
    if (isLeafType(type)) return leafOf(type, where);
    return isAbstractType(type) ? this.abstract(type, where, selections) : this.object(type, selections);
  }

  /** The objects of a type; `own` is what one of them costs without its fields. */
  object(type: GraphQLCompositeType, selections: SelectionSets, own = this.weights[type.name] ?? 1): Compiled {
    const fields = this.fields(type, selections);
    const weight = fields.reduce((sum, field) => sum + (this.weights[`${type.name}.${field.name}`] ?? 0), own);
    const completeFields = compileObject(fields, weight, VOID);
    const complete: Complete = (value, state, depth) => {
      if (value === null || value === undefined) return null;
      if (!isData(value)) return misfit(state, depth, `${type.name} is no object.`);
      return completeFields(value, state, depth);
    };
    return { complete, fields };
  }

  fields(type: GraphQLCompositeType, selections: SelectionSets): readonly CompiledField[] {
    const collected = collectFields(this.operation, type, selections);
    return [...collected].flatMap(([key, nodes]): CompiledField[] => {
      const [node] = nodes;
      if (!node) return [];
      const name = node.name.value;
      if (name === '__typename') {
        // Of an object the schema knows it; of an interface nobody needed to ask, or it is there.
        const complete: Complete = isObjectType(type) ? () => type.name : (value) => value ?? VOID;
        return [{ key, from: this.dataKey(node, false), name, complete, fields: [] }];
      }
      if (name === '__schema' || name === '__type')
        return [{ key, from: ofSchema(key), name, complete: (value) => value, fields: [] }];
      const definition = 'getFields' in type ? type.getFields()[name] : undefined;
      if (!definition) return [];
      const refusal = this.denied.get(`${type.name}.${name}`);
      if (refusal) return [{ key, from: ofSchema(key), name, ...closed(refusal, isNonNullType(definition.type)) }];
      const below = nodes.map(({ selectionSet }) => selectionSet);
      const compiled = this.type(definition.type, `${type.name}.${name}`, below);
      return [{ key, from: this.dataKey(node, definition.args.length > 0), name, ...compiled }];
    });
  }

  abstract(type: GraphQLAbstractType, where: string, selections: SelectionSets): Compiled {
    const possible = this.operation.schema.getPossibleTypes(type);
    const byType = new Map(possible.map((each) => [each.name, this.object(each, selections)]));
    // Where nothing differs by type the plan does not ask for the type.
    const untyped = isInterfaceType(type) ? this.object(type, selections) : null;
    const complete: Complete = (value, state, depth) => {
      if (value === null || value === undefined) return null;
      const name = isData(value) ? value.__typename : undefined;
      // An interface object goes by the name of its interface until somebody asks what it is.
      const found = typeof name === 'string' && name !== type.name ? byType.get(name) : untyped;
      return found
        ? found.complete(value, state, depth)
        : misfit(state, depth, `Abstract type "${type.name}" was resolved to a type that it cannot be, for ${where}.`);
    };
    return { complete, fields: [...byType.values(), ...(untyped ? [untyped] : [])].flatMap(({ fields }) => fields) };
  }
}

type Refusal = NonNullable<ReturnType<Denied['get']>>;

/** What stands in the place of a field that is denied. */
function closed({ code, message }: Refusal, isNonNull: boolean): Compiled {
  const complete: Complete = (_, state, depth) => {
    state.misfits.push({ path: state.path.slice(0, depth), message, code });
    return isNonNull ? VOID : null;
  };
  return { complete, fields: [] };
}

function nonNull(complete: Complete, where: string): Complete {
  return (value, state, depth) => {
    const known = state.misfits.length;
    const completed = complete(value, state, depth);
    if (completed !== null) return completed;
    // What is null because of a null below has been named there.
    if (state.misfits.length === known) misfit(state, depth, `Cannot return null for non-nullable field ${where}.`);
    return VOID;
  };
}

function listOf(complete: Complete, where: string): Complete {
  return (value, state, depth) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return misfit(state, depth, `Expected a list for field "${where}".`);
    const { length } = value;
    const completed = new Array<unknown>(length);
    for (let index = 0; index < length; index++) {
      state.path[depth] = index;
      const item = complete(value[index], state, depth + 1);
      if (item === VOID) return null;
      completed[index] = item;
    }
    return completed;
  };
}
