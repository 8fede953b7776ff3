import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { apiSdl } from '../../gateway/__generated__/api.ts';
import { facts } from '../../gateway/__generated__/facts.ts';
import { createAdmission } from '../../gateway/policies/admission.ts';
import { LIMITS } from '../../gateway/policies/limits.ts';
import { clientOperations } from '../../tooling/client-operations.ts';
import { camelCase, ROOT } from '../../tooling/folders.ts';

const admit = createAdmission(buildSchema(apiSdl), facts);
const operations = clientOperations();
/** What consists of declarations alone. */
const FREE = ['datasets-shown'];

it.each(operations)('$id stays well inside every limit', ({ id, text, variables }) => {
  const document = parse(text);
  const definition = getOperationAST(document) as OperationDefinitionNode;
  const { errors, cost } = admit(document, definition, id, variables, false);
  expect(errors).toEqual([]);
  expect(cost === 0).toBe(FREE.includes(id));
  expect(cost).toBeLessThan(LIMITS.cost / 4);
  expect(Buffer.byteLength(text)).toBeLessThan(LIMITS.bytes / 4);
});

it.each(operations)('$id is named like its file, and says who asks it', ({ id, name, text }) => {
  expect(name).toBe(camelCase(`-${id}`));
  expect(text).toMatch(/^# ./);
});

it.each(operations)('$id has each variable that it must have, and no other', ({ text, variables }) => {
  const { variableDefinitions = [] } = getOperationAST(parse(text)) as OperationDefinitionNode;
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  const needed = variableDefinitions.filter(({ type, defaultValue }) => type.kind === 'NonNullType' && !defaultValue);
  expect(Object.keys(variables)).toEqual(expect.arrayContaining(needed.map(({ variable }) => variable.name.value)));
  expect(names).toEqual(expect.arrayContaining(Object.keys(variables)));
});

it('has variables for operations that there are', () => {
  const samples: object = JSON.parse(readFileSync(join(ROOT, 'client/operations/variables.json'), 'utf8'));
  expect(operations.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(samples)));
});
