import type { Told } from '../told.ts';
import type { Ask, Caller, SubgraphAnswer, SubgraphError } from '../transport/transport.ts';
import type { Data } from './data.ts';

/** One run of a plan. */
export interface Execution {
  /** What the subgraphs have told so far, joined; null before the first answer. */
  data: Data | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly ask: Ask;
  /** With paths in the joined data. */
  readonly errors: SubgraphError[];
  /** What subgraphs answered, and where a field of an answer stands in the joined data. */
  readonly answers: { readonly answer: SubgraphAnswer; readonly locate: Told['locate'] }[];
}

/** One compiled step of a plan. It never rejects: what fails becomes an error of the execution. */
export type Run = (execution: Execution) => Promise<void> | undefined;
