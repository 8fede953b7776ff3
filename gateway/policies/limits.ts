import { readNumber, setting } from '../../kernel/env.ts';

/** What one request may ask for. Each limit is configuration: `LIMIT_<NAME>` sets it. */
export const LIMITS = {
  /** Bytes of a request's body, or of its query string. */
  bytes: limit('LIMIT_BYTES', 100 * 1024),
  /** Tokens of a document. */
  tokens: limit('LIMIT_TOKENS', 2_000),
  /** Fields on the way from the root to a leaf. */
  depth: limit('LIMIT_DEPTH', 12),
  /** The same for introspection; what tools send needs 15. */
  introspectionDepth: limit('LIMIT_INTROSPECTION_DEPTH', 15),
  /** Aliases in a document. */
  aliases: limit('LIMIT_ALIASES', 30),
  /** Aliases of `__schema`, `__type` and what is below them. */
  introspectionAliases: limit('LIMIT_INTROSPECTION_ALIASES', 3),
  /** Fields and uses of fragments, once every fragment stands where it is used. */
  selections: limit('LIMIT_SELECTIONS', 3_000),
  /** Root fields of an operation. */
  roots: limit('LIMIT_ROOTS', 15),
  /** Directives in a document. */
  directives: limit('LIMIT_DIRECTIVES', 30),
  /** How often one selection may ask for fields of one name. */
  repeats: limit('LIMIT_REPEATS', 20),
  /** Fragments that a document defines, and fragments that it uses or writes inline. */
  fragments: limit('LIMIT_FRAGMENTS', 50),
  spreads: limit('LIMIT_SPREADS', 150),
  /** Elements of one list: `first`, or ids. */
  first: limit('LIMIT_FIRST', 200),
  /** Estimated cost of an operation, and of what it asks of one domain. */
  cost: limit('LIMIT_COST', 10_000),
  domainCost: limit('LIMIT_DOMAIN_COST', 5_000),
  /** Milliseconds of planning, and of an operation in all. */
  planning: limit('LIMIT_PLANNING_MS', 500),
  deadline: limit('LIMIT_DEADLINE_MS', 10_000),
  /** Operations that one gateway answers at once. */
  operations: limit('LIMIT_OPERATIONS', 400),
  /** Bytes of an answer. */
  answer: limit('LIMIT_ANSWER_BYTES', 5 * 1024 * 1024),
};

function limit(variable: string, standard: number): number {
  return readNumber(setting(variable, String(standard)));
}
