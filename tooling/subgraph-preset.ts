/**
 * graphql-codegen preset: one `__generated__/types.ts` for each subgraph that is run here, from its own schema.
 * A type `X` is mapped to the record `XModel` that the folder's `models.ts`, or the kernel, exports.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Types } from '@graphql-codegen/plugin-helpers';
import * as typescriptPlugin from '@graphql-codegen/typescript';
import * as resolversPlugin from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, parse } from 'graphql';
import { ownSubgraphNames, ROOT } from './folders.ts';
import { subgraphSdl } from './schema.ts';

/** Records of the kernel's value types, by GraphQL type. */
const KERNEL_MODELS = modelsIn('kernel/value-types.ts', '../../../kernel/value-types.ts');

function modelsIn(path: string, from: string): Record<string, string> {
  const file = join(ROOT, path);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const names = [...text.matchAll(/^export (?:interface|type) \{? ?(\w+)Model\b/gm)].map(([, name]) => name ?? '');
  return Object.fromEntries(names.map((name) => [name, `${from}#${name}Model`]));
}

export const preset: Types.OutputPreset = {
  buildGeneratesSection: ({ baseOutputDir, config }) =>
    ownSubgraphNames().map((name) => {
      const document = parse(subgraphSdl(name));
      return {
        filename: join(baseOutputDir, name, '__generated__', 'types.ts'),
        schema: document,
        schemaAst: buildASTSchema(document, { assumeValidSDL: true }),
        documents: [],
        pluginMap: { typescript: typescriptPlugin, resolvers: resolversPlugin },
        plugins: [{ typescript: {} }, { resolvers: {} }],
        config: {
          ...config,
          federation: true,
          contextType: '../loaders.ts#Context',
          mappers: { ...KERNEL_MODELS, ...modelsIn(`subgraphs/${name}/models.ts`, '../models.ts') },
        },
      };
    }),
};
