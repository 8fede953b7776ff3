import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from '../folders.ts';

/** A package of which a function needs less than it brings along. */
interface Slimmed {
  /** What is imported. */
  readonly module: RegExp;
  /** By whom; anybody by default. */
  readonly importer?: RegExp;
  /** The module that stands in its place. */
  readonly contents: string;
  readonly why: string;
}

const SLIMMED: readonly Slimmed[] = [
  {
    module: /^@aws-sdk\/credential-provider-node$/,
    contents: `import { fromEnv } from '@aws-sdk/credential-provider-env';
      export const defaultProvider = () => fromEnv();`,
    why: 'Lambda gives its credentials in the environment: no profile, no single sign-on, no metadata service.',
  },
  {
    module: /^@graphql-tools\/schema$/,
    contents: `export const makeExecutableSchema = () => { throw new Error('a schema is given, not made'); };`,
    why: 'Apollo Server makes a schema from text with it; it is given one.',
  },
  {
    module: /^@graphql-tools\/utils$/,
    importer: /@apollo\/subgraph/,
    contents: `export { printSchemaWithDirectives } from '@graphql-tools/utils';`,
    why: 'As CommonJS it would be taken whole.',
  },
  {
    module: /^\.\.\/projs$/,
    importer: /proj4/,
    contents: `import lcc from 'proj4/lib/projections/lcc.js';
      export default (proj4) => proj4.Proj.projections.add(lcc);`,
    why: 'Both Belgian systems are Lambert conformal conic projections.',
  },
];

/** Leaves out of a bundle what is never run in it. */
export const slim: Plugin = {
  name: 'slim',
  setup: (build) => {
    for (const [index, { module, importer = /./, contents }] of SLIMMED.entries()) {
      build.onResolve({ filter: module }, (args) =>
        args.namespace !== 'slim' && importer.test(args.importer) ? { path: String(index), namespace: 'slim' } : null,
      );
      build.onLoad({ filter: new RegExp(`^${index}$`), namespace: 'slim' }, () => ({
        contents,
        resolveDir: join(ROOT),
      }));
    }
  },
};
