import { expect, it } from 'vitest';
import { askedBy, keepAsked, pathWithin } from './asked.ts';

const asked = askedBy(`query ($r: [_Any!]!) {
  _e0: _entities(representations: $r) {
    __typename
    ... on Municipality { libraries { ...Short } }
    ... on Location { libraries { seats } place: municipality { nisCode } }
  }
  outline
}
fragment Short on Library { id title: name { fr } }`);

it('reads what an operation asks for, under the keys of the answer and whatever the type', () => {
  const plain = (each: ReturnType<typeof askedBy> | null): unknown =>
    each && Object.fromEntries([...each].map(([key, below]) => [key, plain(below)]));
  expect(plain(asked)).toEqual({
    _e0: {
      __typename: null,
      libraries: { id: null, title: { fr: null }, seats: null },
      place: { nisCode: null },
    },
    outline: null,
  });
});

it('leaves what was asked for, and a scalar as it is', () => {
  const outline = { type: 'MultiPolygon', coordinates: [[[[4.35, 50.84]]]] };
  const data = JSON.parse(
    JSON.stringify({
      _e0: [
        { __typename: 'Dataset', nisCode: 'x', libraries: [{ id: '1', title: { fr: 'a', nl: 'b' }, name: 'c' }] },
        null,
      ],
      bikeStations: [],
      outline,
    }).replace('"bikeStations"', '"__proto__"'),
  );
  keepAsked(data, asked);
  expect(data).toEqual({ _e0: [{ libraries: [{ id: '1', title: { fr: 'a' } }] }, null], outline });
  expect(Object.keys(data)).toEqual(['_e0', 'outline']);
});

it.each<[string, (string | number)[], (string | number)[] | undefined]>([
  ['all of a path', ['_e0', 3, 'libraries', 0, 'title', 'fr'], ['_e0', 3, 'libraries', 0, 'title', 'fr']],
  ['a path up to what was not asked for', ['_e0', 3, 'bikeStations', 0], ['_e0', 3]],
  ['a path up to what is no place in a list', ['_e0', -1, 'libraries'], ['_e0']],
  ['a path up to a scalar', ['outline', 'coordinates'], ['outline']],
  ['nothing of a path into what others answer', ['municipalities', 0, 'bikeStations'], undefined],
  ['nothing of a path from a list', [0, 'outline'], undefined],
])('keeps %s', (_, path, kept) => {
  expect(pathWithin(path, asked)).toEqual(kept);
});
