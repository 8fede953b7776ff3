import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Denied, NOTHING_DENIED } from '../access/closed.ts';
import { cut } from '../access/cut.ts';
import { refusal } from '../errors.ts';
import type { SupergraphFacts } from '../facts.ts';
import { dataKeys } from '../operation/names.ts';
import { KEPT, lengthOf, type Operation, operationOf, settle } from '../operation/operation.ts';
import { questionsOf } from '../operation/questions.ts';
import { coerceVariables } from '../operation/variables.ts';
import type { Ask, Caller } from '../transport/transport.ts';
import { answerOf, type EngineAnswer } from './answer.ts';
import { type AnswerWithout, compilePlan, inSequence } from './compile-plan.ts';
import { type Completion, compileCompletion, ofSchema, type Weights } from './complete.ts';
import type { Execution, Run } from './execution.ts';
import type { Planner } from './planner.ts';

export interface EngineOptions {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly facts: SupergraphFacts;
  /** For the cost of answers; by default every object costs 1. */
  readonly weights?: Weights;
  readonly planner: Planner;
  readonly ask: Ask;
  /** What can be said without a subgraph; by default nothing. */
  readonly answerWithout?: AnswerWithout;
}

/** One valid operation of a client. */
export interface EngineRequest {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** Names the document; two documents never share one. */
  readonly hash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** The fields of it that the caller may not have; none by default. */
  readonly denied?: Denied | undefined;
}

/** Answers operations. An operation that cannot be run has errors and no data. */
export type Engine = (request: EngineRequest) => Promise<EngineAnswer>;

/** Everything of an operation that does not depend on a request, besides the values of its conditions. */
interface Compiled {
  readonly run: Run | null;
  readonly completion: Completion;
  readonly introspection: DocumentNode | null;
}

/** An engine that compiles each operation once and then only runs it. */
export function createEngine({
  schema,
  facts,
  planner,
  ask,
  answerWithout = () => null,
  weights = {},
}: EngineOptions): Engine {
  const operations = new LRUCache<string, Operation>(KEPT);
  const compiled = new LRUCache<string, Compiled | Promise<Compiled>>(KEPT);
  const dataKey = dataKeys(facts);

  const compile = async (
    operation: Operation,
    variables: EngineRequest['variables'],
    denied: Denied,
  ): Promise<Compiled> => {
    const settled = settle(operation, variables);
    const { planned, introspection } = questionsOf(cut(settled, denied), dataKey, facts);
    const plans = await Promise.all(planned.map((question) => planner.plan(question)));
    const runs = plans.flatMap((plan) => (plan ? [compilePlan(plan, facts, answerWithout)] : []));
    return {
      run: runs.length > 0 ? inSequence(runs) : null,
      completion: compileCompletion(settled, dataKey, weights, facts, denied),
      introspection,
    };
  };

  return async ({ document, definition, hash, variables: given, caller, denied = NOTHING_DENIED }) => {
    const name = `${hash} ${definition.name?.value ?? ''}`;
    let operation = operations.get(name);
    if (!operation) {
      operation = operationOf(schema, document, definition);
      operations.set(name, operation, { size: lengthOf(document) });
    }
    const coerced = coerceVariables(schema, definition, given);
    if (coerced.refused) return failed(coerced.refused);
    const { variables } = coerced;

    const unset = operation.conditions.find((condition) => typeof variables[condition] !== 'boolean');
    if (unset)
      return failed([refusal('BAD_USER_INPUT', `Variable "$${unset}" decides what is asked and must not be null.`)]);
    const conditions = operation.conditions.map((condition) => Number(variables[condition] === true)).join('');
    const key = `${name} ${conditions}${denied.size === 0 ? '' : ` ${JSON.stringify([...denied])}`}`;
    let found = compiled.get(key);
    if (!found) {
      found = compile(operation, variables, denied).then(
        (made) => {
          compiled.set(key, made, { size: lengthOf(document) });
          return made;
        },
        (error: unknown) => {
          compiled.delete(key);
          throw error;
        },
      );
      compiled.set(key, found, { size: lengthOf(document) });
    }
    let ready: Compiled;
    try {
      ready = found instanceof Promise ? await found : found;
    } catch (error) {
      if (error instanceof GraphQLError) return failed([error]);
      throw error;
    }
    const { run, completion, introspection } = ready;

    const execution: Execution = { data: null, variables, caller, ask, errors: [], answers: [] };
    if (run) await run(execution);
    if (introspection) {
      const { data } = executeSync({ schema, document: introspection, variableValues: given });
      execution.data ??= {};
      for (const [key, value] of Object.entries(data ?? {})) execution.data[ofSchema(key)] = value;
    }
    return answerOf(execution, completion);
  };
}

const failed = (errors: readonly GraphQLError[]): EngineAnswer => ({ errors, cost: 0, maxAge: 0 });
