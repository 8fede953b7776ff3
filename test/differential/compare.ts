import { getOperationAST, type OperationDefinitionNode, parse, validate } from 'graphql';
import { type Generated, generate, type Vocabulary } from '../generate/operation.ts';
import type { World } from './world.ts';

/** Values of the world: some that it knows, some that it does not. */
const STRINGS = ['t0', 't3', 'l1', 'l4', 'nl', 'fr', 'a', ''];
const VOCABULARY: Vocabulary = { valueOf: (_, { oneOf }) => oneOf(STRINGS), depth: 4, breadth: 0.3 };

/** Runs an operation on what is compared with the merged schema; gives the data. */
export type Run = (generated: Generated, definition: OperationDefinitionNode, hash: string) => Promise<unknown>;

export interface Outcome extends Generated {
  /** The data as text, or the code of the error that was thrown. */
  readonly expected: string;
  readonly answered: string;
}

/** Runs an operation on the merged schema and on something else; null when it is not valid. */
export async function compareOne(world: World, run: Run, generated: Generated, hash: string): Promise<Outcome | null> {
  const document = parse(generated.query);
  const definition = getOperationAST(document);
  if (!definition || validate(world.apiSchema, document).length > 0) return null;
  world.reset();
  const expected = JSON.stringify((await world.merged(generated.query, generated.variables)).data);
  world.reset();
  const answered = await run(generated, definition, hash).then(JSON.stringify, (error) => codeOf(error));
  return { ...generated, expected, answered: String(answered) };
}

/** The same of the operation that a seed gives. */
export const compareSeed = (world: World, run: Run, seed: number): Promise<Outcome | null> =>
  compareOne(world, run, generate(world.apiSchema, seed, VOCABULARY), String(seed));

const codeOf = (error: { extensions?: { code?: unknown } }): string => String(error.extensions?.code ?? error);
