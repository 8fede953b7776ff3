import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './folders.ts';

/** The whole schema of a subgraph: the shared value types, then its own file. */
export function subgraphSdl(name: string): string {
  return ['kernel/value-types.graphql', `subgraphs/${name}/schema.graphql`]
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n');
}
