import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { ROOT } from './folders.ts';

/** An operation of `client/operations/`, with variables that it can be tried with. */
export interface ClientOperation {
  readonly name: string;
  /** Its file's name without `.graphql`. */
  readonly id: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const FOLDER = join(ROOT, 'client', 'operations');
type Samples = Readonly<Record<string, ClientOperation['variables']>>;

/** All of them, in alphabetical order; `variables.json` has the variables, by the operation's name. */
export function clientOperations(): readonly ClientOperation[] {
  const samples: Samples = JSON.parse(readFileSync(join(FOLDER, 'variables.json'), 'utf8'));
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));
  return files.toSorted().map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const name = getOperationAST(parse(text))?.name?.value ?? '';
    return { name, id: basename(file, '.graphql'), text, variables: samples[name] ?? {} };
  });
}
