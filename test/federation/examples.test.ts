import { Kind, type ObjectTypeDefinitionNode, parse, type TypeNode } from 'graphql';
import { expect, it } from 'vitest';
import { apiSdl } from '../../gateway/__generated__/api.ts';
import { cityForThisTest } from '../support/city.ts';

const types = parse(apiSdl).definitions.filter((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION);
const fieldsOf = (name: string) =>
  types.find((type: ObjectTypeDefinitionNode) => type.name.value === name)?.fields ?? [];
const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/** Each root that is asked by keys alone (`ids` for `id`), with the one that the schema shows as an example. */
const byKeys = fieldsOf('Query').filter(({ arguments: args }) =>
  (args ?? []).every(
    ({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || type.type.kind === Kind.LIST_TYPE || defaultValue,
  ),
);
const examples = byKeys.flatMap((root) =>
  (root.arguments ?? []).flatMap(({ name: { value: argument } }) => {
    const key = fieldsOf(nameOf(root.type)).find(({ name }) => `${name.value}s` === argument);
    const example = /such as `([^`]+)`/.exec(key?.description?.value ?? '')?.[1];
    return example ? [{ root: root.name.value, asked: `${argument}: ["${example}"]`, key: key?.name.value }] : [];
  }),
);
/** How many roots an operation may have. */
const MOST = 15;

it('shows ids in the schema that the sandbox knows', async () => {
  const city = await cityForThisTest({ now: () => new Date('2026-03-02T10:00:00+01:00') });
  expect(examples.length).toBeGreaterThan(20);
  for (let at = 0; at < examples.length; at += MOST) {
    const part = examples.slice(at, at + MOST);
    const { data, errors } = await city.ask<Record<string, readonly unknown[]>>(
      `{ ${part.map(({ root, asked, key }) => `${root}(${asked}) { ${key} }`).join(' ')} }`,
    );
    expect(errors?.map(({ message }) => message)).toBeUndefined();
    for (const { root, asked } of part) expect(data[root], `${root}(${asked})`).toEqual([expect.any(Object)]);
  }
});
