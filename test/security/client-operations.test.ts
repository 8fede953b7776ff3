import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { apiSdl } from '../../gateway/__generated__/api.ts';
import { facts } from '../../gateway/__generated__/facts.ts';
import { createAdmission } from '../../gateway/policies/admission.ts';
import { LIMITS } from '../../gateway/policies/limits.ts';
import { ROOT } from '../../tooling/folders.ts';

const admit = createAdmission(buildSchema(apiSdl), facts);
const files = globSync('client/operations/*.graphql', { cwd: ROOT });

it.each(files)('%s stays well inside every limit', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const document = parse(text);
  const definition = getOperationAST(document) as OperationDefinitionNode;
  const { errors, cost } = admit(document, definition, file, {}, false);
  expect(errors).toEqual([]);
  expect(cost).toBeGreaterThan(0);
  expect(cost).toBeLessThan(LIMITS.cost / 4);
  expect(Buffer.byteLength(text)).toBeLessThan(LIMITS.bytes / 4);
});
