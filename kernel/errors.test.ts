import { expect, it } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { ERRORS, SourceError, unknownId } from './errors.ts';

const source = testSource();

it('says which dataset failed and how, and keeps the cause inside', () => {
  const cause = new Error('connect ECONNREFUSED 10.0.0.1:443');
  const error = new SourceError('SOURCE_UNAVAILABLE', source, { cause });
  expect(error.message).toBe('Test data could not be reached.');
  expect(error.extensions).toEqual({
    code: 'SOURCE_UNAVAILABLE',
    dataset: 'test-data',
    administration: 'test-office',
    retryable: true,
  });
  expect(error.cause).toBe(cause);
  expect(JSON.stringify([error.message, error.extensions])).not.toContain('10.0.0.1');
});

it('names the field that does not fit', () => {
  const error = new SourceError('SOURCE_INVALID', source, { field: 'data.3.lat' });
  expect(error.message).toBe('Test data answered in a form that does not fit its standard (data.3.lat).');
  expect(error.extensions).toMatchObject({ retryable: false, field: 'data.3.lat' });
});

it('tells how long to wait, also when that is not at all', () => {
  expect(new SourceError('SOURCE_THROTTLED', source, { retryAfter: 0 }).extensions).toMatchObject({ retryAfter: 0 });
  expect(new SourceError('SOURCE_THROTTLED', source).extensions).not.toHaveProperty('retryAfter');
});

it('goes by its id when it has no English title', () => {
  const untitled = testSource({ title: { fr: 'Données' } });
  expect(new SourceError('SOURCE_TIMEOUT', untitled).message).toBe('test-data did not answer in time.');
});

it('repeats the id that nobody knows', () => {
  const error = unknownId('Incident', 'fixmystreet:0');
  expect(error.message).toBe('Incident "fixmystreet:0" does not exist.');
  expect(error.extensions).toEqual({ code: 'UNKNOWN_ID', retryable: false, id: 'fixmystreet:0' });
});

it('repeats no more of an id than ids are long', () => {
  const error = unknownId('Incident', 'x'.repeat(1_000_000));
  expect(error.message).toBe(`Incident "${'x'.repeat(100)}…" does not exist.`);
  expect(error.extensions.id).toHaveLength(101);
});

it.each(Object.entries(ERRORS))('%s explains itself in whole sentences', (_, { says, means, todo }) => {
  expect(says).toMatch(/^[a-z].*[^.]$/);
  expect(means).toMatch(/^[A-Z].*\.$/);
  expect(todo).toMatch(/^[A-Z].*\.$/);
});
