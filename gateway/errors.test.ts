import { expect, it } from 'vitest';
import { distinct, openError } from './errors.ts';

it('keeps what a client may know and drops the rest', () => {
  const error = {
    message: 'Villo! stations could not be reached.',
    path: ['municipalities', 0, 'bikeStations'],
    locations: [{ line: 1, column: 1 }],
    extensions: {
      code: 'SOURCE_UNAVAILABLE',
      dataset: 'villo-stations',
      administration: 'jcdecaux',
      retryable: true,
      serviceName: 'mobility',
      response: { url: 'http://10.0.0.1', body: 'secret' },
      stacktrace: ['at …'],
    },
  };
  expect(openError(error, new Error())).toEqual({
    message: 'Villo! stations could not be reached.',
    path: ['municipalities', 0, 'bikeStations'],
    extensions: {
      code: 'SOURCE_UNAVAILABLE',
      subgraph: 'mobility',
      dataset: 'villo-stations',
      administration: 'jcdecaux',
      retryable: true,
    },
  });
});

it('tells nothing of a fault of its own', () => {
  const error = {
    message: "Cannot read properties of undefined (reading 'x')",
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
  expect(openError(error, new Error('x')).message).toBe('The gateway failed on our side.');
});

it('reports a fault at one place once, however many subgraphs report it', () => {
  const at = (index: number, subgraph: string) => ({
    message: 'Municipality "1" does not exist.',
    path: ['municipalities', index],
    extensions: { code: 'UNKNOWN_ID', id: '1', subgraph },
  });
  expect(distinct([at(0, 'a'), at(0, 'b'), at(1, 'a')])).toEqual([at(0, 'a'), at(1, 'a')]);
});

it('reports a domain that is down once, however often it was asked', () => {
  const down = (subgraph: string) => ({ message: 'down', extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph } });
  expect(distinct([down('a'), down('b'), down('a')])).toEqual([down('a'), down('b')]);
});
