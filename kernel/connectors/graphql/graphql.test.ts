import * as v from 'valibot';
import { expect, it } from 'vitest';
import { type Captured, replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { url } from '../../env.ts';
import { askGraphql } from './graphql.ts';

const service = testSource({ endpoint: url('SERVICE_URL', 'https://example.org/api') });
const data = v.object({ square: v.object({ name: v.string() }) });
const QUERY = 'query ($id: ID!) { square(id: $id) { name } }';

async function ask(answer: unknown) {
  const answers: Captured = { 'POST /api': answer };
  const { door, asked } = await replay(service, answers);
  const question = { query: QUERY, variables: { id: '7' }, data };
  return { first: await askGraphql(door, service, question), again: () => askGraphql(door, service, question), asked };
}

it('posts the query with its variables and gives the data', async () => {
  let body: unknown;
  const { first } = await ask((question: unknown) => {
    body = question;
    return { data: { square: { name: 'Flagey', more: 1 } } };
  });
  expect(first.value).toEqual({ square: { name: 'Flagey' } });
  expect(body).toEqual({ query: QUERY, variables: { id: '7' } });
});

it('asks an equal question once while the answer is fresh', async () => {
  const { again, asked } = await ask({ data: { square: { name: 'Flagey' } } });
  expect((await again()).value).toEqual({ square: { name: 'Flagey' } });
  expect(asked).toEqual(['POST /api']);
});

it('takes errors without data for a refusal: the question is not one that the service answers', async () => {
  const answer = { errors: [{ message: "Field 'square' doesn't exist on type 'Query'", path: ['query', 'square'] }] };
  await expect(ask(answer)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_REFUSED', dataset: 'test-data', retryable: false },
    cause: { message: "Field 'square' doesn't exist on type 'Query'" },
  });
});

it.each([
  [{ data: null, errors: [{ message: 'boom', path: ['square', 0, 'name'] }] }, 'data.square.0.name'],
  [{ data: { square: { name: 'Flagey' } }, errors: [{ message: 'boom' }] }, 'data'],
  [{ data: null, errors: [{ message: 'boom', path: ['http://inside.test/'] }] }, 'data.*'],
])('takes errors beside data for an answer that is not whole: %o', async (answer, field) => {
  await expect(ask(answer)).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field } });
});

it.each([
  [{ data: { square: { naam: 'Flagey' } } }, 'data.square.name'],
  [{ data: null }, 'data'],
  [{ message: 'Not found' }, 'data'],
])('names what does not fit in %o', async (answer, field) => {
  await expect(ask(answer)).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field } });
});
