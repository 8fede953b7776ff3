import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownSubgraphNames, ROOT, type SubgraphFolder } from './folders.ts';

/** The domain that combines the indicators of all. */
const COMBINES = 'governance';

/**
 * The whole schema of any subgraph. One of somebody else is complete as it stands.
 * @throws {Error} when that one does not say that it is of federation 2.
 */
export function sdlOf({ name, path, isRemote }: SubgraphFolder): string {
  if (!isRemote) return subgraphSdl(name);
  const sdl = readFileSync(join(ROOT, path, 'schema.graphql'), 'utf8');
  if (/@link\s*\([^)]*"https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+"/.test(sdl)) return sdl;
  throw new Error(
    `${path}/schema.graphql has no @link to https://specs.apollo.dev/federation/v2.x: it has to be a whole schema of federation 2`,
  );
}

/** The whole schema of a subgraph of ours: the shared value types, then its own file. */
export function subgraphSdl(name: string): string {
  const parts = ['kernel/value-types.graphql', `subgraphs/${name}/schema.graphql`].map((path) =>
    readFileSync(join(ROOT, path), 'utf8'),
  );
  return [...parts, ...(name === COMBINES ? [combinedIndicators()] : [])].join('\n');
}

/** The domains that compute indicators. */
export function indicatorDomains(): readonly string[] {
  return ownSubgraphNames().filter((name) => existsSync(join(ROOT, 'subgraphs', name, 'indicators.ts')));
}

/**
 * `Municipality.qualityOfLife`: it requires the indicators of every other domain that has some, so a new domain's are
 * in it without a change anywhere.
 */
function combinedIndicators(): string {
  const value =
    '{ indicator { id } area value period sampleSize quality inputs { dataset { id } observedAt retrievedAt } }';
  const others = indicatorDomains().filter((name) => name !== COMBINES);
  return `extend type Municipality {
${others.map((name) => `  ${name}Indicators(asOf: DateTime): [IndicatorValue] @external`).join('\n')}
  "The indicators of every domain that are computed per municipality, by action area; those whose sources are down are missing, and the answer names them."
  qualityOfLife: [AreaOfLife!]
    @requires(fields: "${others.map((name) => `${name}Indicators ${value}`).join(' ')}")
    @cost(weight: 20)
    @listSize(assumedSize: 6)
}
`;
}
