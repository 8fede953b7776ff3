import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from './canonical.ts';

const text = fc.string({ unit: 'binary' }).filter((string) => string.isWellFormed());
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0), // JSON has no negative zero.
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));

/** The same object, its names the other way round. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const turned = Object.entries(value).reverse();
  return Object.fromEntries(turned.map(([name, member]) => [name, reversed(member)]));
}

it('loses nothing of a value, and is the same whatever the order of its names', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const canonical = canonicalJson(value);
      expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(canonical);
    }),
  );
});

it('orders names by UTF-16 code units, as section 3.2.3 of RFC 8785 shows', () => {
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
  expect(Object.values(JSON.parse(`[${canonicalJson(names).match(/:\d/g)?.join(',').replaceAll(':', '')}]`))).toEqual([
    2, 4, 6, 7, 1, 5, 3,
  ]);
});

it('writes texts and numbers as ECMAScript does', () => {
  expect(canonicalJson(['€$\u000f\nA\'B"\\\\"/', 1e21, 4.5, 2e-3, -0, 1e-27])).toBe(
    '["€$\\u000f\\nA\'B\\"\\\\\\\\\\"/",1e+21,4.5,0.002,0,1e-27]',
  );
});

it.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [{ '\udc00': 1 }]] as const)(
  'refuses %j, which has no such text',
  (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  },
);
