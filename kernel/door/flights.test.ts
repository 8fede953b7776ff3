import { expect, it } from 'vitest';
import { open } from '../../test/support/door.ts';
import { testSource } from '../../test/support/source.ts';
import { type SourceRequest, sourceRequests } from '../trace.ts';

it('counts one request to an administration once, however many wait for it and see it fail', async () => {
  const source = testSource({ id: 'shared failure' });
  const { ask } = await open((_, response) => setTimeout(() => response.writeHead(500).end(), 50), source);
  const seen: SourceRequest[] = [];
  const see = (message: unknown) => void seen.push(message as SourceRequest);
  sourceRequests.subscribe(see);
  await Promise.allSettled([ask(), ask(), ask()]);
  sourceRequests.unsubscribe(see);
  expect(seen.map(({ outcome }) => outcome)).toEqual(['FAILED', 'FAILED', 'FAILED']);
  expect(seen.filter(({ isAsked }) => isAsked)).toHaveLength(1);
});
