import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Closed, closedIn } from '../access/closed.ts';
import type { AccessFacts } from '../access/needs.ts';
import { openError } from '../errors.ts';
import { KEPT, lengthOf, operationOf } from '../operation/operation.ts';
import { estimateOf } from './cost.ts';
import type { CostFacts } from './cost-facts.ts';
import { inputs } from './inputs.ts';
import { type Check, listSizes } from './list-size.ts';
import { namesPlace, needsPost } from './position.ts';
import { repeats } from './repeats.ts';
import { aliases, depth, directives, expansion, introspectionAliases, roots } from './shape.ts';
import type { Variables } from './values.ts';

/** What was found of an operation: why it is refused, or what it may cost. */
export interface Admitted {
  readonly errors: readonly GraphQLFormattedError[];
  /** HTTP status of a refusal. */
  readonly status?: number;
  /** Whether it tells where somebody is, or looks for: its answer is kept nowhere on its way. */
  readonly isPersonal?: boolean;
  /** What it asks that is not open to everybody; null when everything is. */
  readonly closed?: Closed;
  readonly cost: number;
}

/** Judges an operation of a request. */
export type Admit = (
  document: DocumentNode,
  definition: OperationDefinitionNode,
  hash: string,
  variables: Variables,
  isGet: boolean,
) => Admitted;

/** Of an invalid document so many errors are told, and so many characters of each: they are kept. */
const MAX_ERRORS = 20;
const MAX_MESSAGE = 500;

interface Judged {
  readonly errors: readonly GraphQLFormattedError[];
  readonly checks: readonly Check[];
  /** Whether it tells where somebody is, or looks for. */
  readonly isPersonal: (variables: Variables) => boolean;
  readonly closed: Closed;
  readonly estimate: (variables: Variables) => number;
}

/**
 * Judges operations, in this order: repeated names and fragments, validity, shape, inputs, list sizes, cost. What does not
 * depend on variables is judged once for each operation.
 */
export function createAdmission(schema: GraphQLSchema, facts: CostFacts & AccessFacts): Admit {
  const judged = new LRUCache<string, Judged>(KEPT);

  const judge = (document: DocumentNode, definition: OperationDefinitionNode): Judged => {
    // As they are told: an error itself would keep the whole document.
    const refused = (errors: readonly GraphQLError[]): Judged => ({
      errors: errors.map((error) => openError(error.toJSON(), error)),
      checks: [],
      isPersonal: () => false,
      closed: null,
      estimate: () => 0,
    });
    const tooMany = repeats(document);
    if (tooMany) return refused([tooMany]);
    const invalid = validate(schema, document, specifiedRules);
    if (invalid.length > 0) return refused(invalid.slice(0, MAX_ERRORS).map(asInvalid));
    const operation = operationOf(schema, document, definition);
    for (const policy of [expansion, depth, aliases, introspectionAliases, roots, directives]) {
      const error = policy(operation);
      if (error) return refused([error]);
    }
    const cost = estimateOf(operation, facts);
    return {
      errors: [],
      checks: [inputs(operation), listSizes(operation, facts), cost.check],
      isPersonal: namesPlace(operation),
      closed: closedIn(operation, facts),
      estimate: cost.estimate,
    };
  };

  return (document, definition, hash, variables, isGet) => {
    const key = `${hash} ${definition.name?.value ?? ''}`;
    let known = judged.get(key);
    if (!known) {
      known = judge(document, definition);
      judged.set(key, known, { size: lengthOf(document) });
    }
    if (known.errors.length > 0) return { errors: known.errors, cost: 0 };
    const isPersonal = known.isPersonal(variables);
    if (isGet && (isPersonal || known.closed)) {
      const error = needsPost();
      return { errors: [openError(error.toJSON(), error)], status: 405, cost: 0 };
    }
    for (const check of known.checks) {
      const error = check(variables);
      if (error) return { errors: [openError(error.toJSON(), error)], cost: 0 };
    }
    return { errors: [], isPersonal, closed: known.closed, cost: known.estimate(variables) };
  };
}

function asInvalid(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message.slice(0, MAX_MESSAGE), {
    nodes: error.nodes ?? null,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', retryable: false, http: { status: 400 } },
  });
}
