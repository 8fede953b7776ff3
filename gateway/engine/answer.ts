import { GraphQLError } from 'graphql';
import { ERRORS } from '../../kernel/errors.ts';
import type { Told } from '../told.ts';
import type { SubgraphError } from '../transport/transport.ts';
import type { Completion, Misfit } from './complete.ts';
import type { Data } from './data.ts';
import type { Execution } from './execution.ts';

/** What the engine answers. */
export interface EngineAnswer {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLError[];
  /** What subgraphs told beside their data, with the client's paths. */
  readonly told?: readonly Told[];
  /** What was given, by the weights of the cost specification. */
  readonly cost: number;
  /** Seconds for which a shared cache may keep the answer: the least that a subgraph allows; 0 when it may not. */
  readonly maxAge: number;
}

/** Makes the answer of an execution that is over. */
export function answerOf({ data, errors, answers }: Execution, { complete, clientPath }: Completion): EngineAnswer {
  const completed = complete(data);
  const located = errors.map((error) => ({ ...error, path: error.path && clientPath(error.path) }));
  const misfits = completed.misfits.filter(
    (misfit) => misfit.code || !located.some((error) => explains(error, misfit)),
  );
  const reported = [...located, ...misfits.map(errorOf)];
  return {
    data: completed.data,
    ...(reported.length > 0 ? { errors: reported.map(asGraphQLError) } : {}),
    told: answers.map(({ answer: { extensions }, locate }) => ({
      extensions,
      locate: (path) => locate(path).map(clientPath),
    })),
    cost: completed.cost,
    maxAge: reported.length > 0 ? 0 : Math.min(...answers.map(({ answer }) => answer.maxAge), MAX_AGE),
  };
}

/** Seconds for which an answer may be kept in which only the schema speaks. */
const MAX_AGE = 3_600;

function errorOf({ path, message, code = 'SUBGRAPH_INVALID' }: Misfit): SubgraphError {
  return { message, path, extensions: { code, retryable: ERRORS[code].retryable } };
}

function asGraphQLError({ message, path, extensions }: SubgraphError): GraphQLError {
  return new GraphQLError(message, { path: path && path.length > 0 ? path : null, extensions });
}

/** Whether a null is the trace of an error that is told already: one at, above or below its place, or one of a whole subgraph. */
function explains(error: SubgraphError, misfit: Misfit): boolean {
  const { path } = error;
  if (!path) return true;
  return path.length > 0 && path.slice(0, misfit.path.length).every((key, index) => key === misfit.path[index]);
}
