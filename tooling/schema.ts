import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, subgraphNames } from './folders.ts';

/** The domain that combines the indicators of all. */
const COMBINES = 'governance';

/** The whole schema of a subgraph: the shared value types, then its own file. */
export function subgraphSdl(name: string): string {
  const parts = ['kernel/value-types.graphql', `subgraphs/${name}/schema.graphql`].map((path) =>
    readFileSync(join(ROOT, path), 'utf8'),
  );
  return [...parts, ...(name === COMBINES ? [combinedIndicators()] : [])].join('\n');
}

/** The domains that compute indicators. */
export function indicatorDomains(): readonly string[] {
  return subgraphNames().filter((name) => existsSync(join(ROOT, 'subgraphs', name, 'indicators.ts')));
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
