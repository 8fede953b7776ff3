import { expect, it } from 'vitest';
import { answerStatically } from './static-roots.ts';

it('echoes the keys of municipalities, under the names the plan gives them, and null for the rest', () => {
  expect(
    answerStatically(
      'query Q__mobility__1 ($c: [ID!]) { towns: municipalities(nisCodes: $c) { code: nisCode bikeStations { id } } }',
      {
        c: ['21009', '21001'],
      },
    ),
  ).toEqual({
    towns: [
      { code: '21009', bikeStations: null },
      { code: '21001', bikeStations: null },
    ],
  });
});

it('gives null in the place of an unknown code', () => {
  expect(answerStatically('{ municipalities(nisCodes: ["1"]) { nisCode } }', {})).toEqual({ municipalities: [null] });
});

it('knows nothing of a root that asks an administration', () => {
  expect(answerStatically('{ bikeStations { id } }', {})).toEqual({ bikeStations: null });
});
