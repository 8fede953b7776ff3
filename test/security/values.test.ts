import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';

/** A Saturday, six days after the night in which the clocks are put back. */
const NOW = new Date('2026-10-31T12:00:00Z');

let city: City;
beforeAll(async () => {
  city = await startCity({ now: () => NOW });
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const { ask, expectRefused, codesOf } = attackerOf(() => city);

describe('a time', () => {
  const HOURLY =
    'query($span: TimeSpan) { airStations(ids: ["41R012"]) { hourly(pollutant: NO2, between: $span) { value observedAt } } }';
  const hourly = async (from: string, to: string | null) => {
    const { data, codes, messages } = await codesOf(HOURLY, { span: { from, to } });
    const [station] = (data?.airStations ?? []) as { hourly: { observedAt: string }[] | null }[];
    return { hours: station?.hourly?.map(({ observedAt }) => observedAt) ?? null, codes, messages };
  };

  it('of any two moments is a span, or says why it is none', async () => {
    const instant = fc.oneof(
      fc.date({ min: new Date('2026-10-20T00:00:00Z'), max: new Date('2026-11-03T00:00:00Z'), noInvalidDate: true }),
      fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9998-12-31T00:00:00Z'), noInvalidDate: true }),
    );
    await fc.assert(
      fc.asyncProperty(instant, fc.option(instant), async (from, to) => {
        const { hours, codes } = await hourly(from.toISOString(), to?.toISOString() ?? null);
        const seconds = ((to ?? NOW).getTime() - from.getTime()) / 1000;
        if (seconds <= 0 || seconds > 7 * 86_400) expect(codes).toContain('BAD_USER_INPUT');
        expect(hours === null).toBe(codes.length > 0);
        for (const at of hours ?? []) {
          expect(new Date(at).getTime()).toBeGreaterThanOrEqual(from.getTime());
          expect(new Date(at).getTime()).toBeLessThanOrEqual((to ?? NOW).getTime());
        }
      }),
      { numRuns: 40 },
    );
  });

  it('that holds the end of no hour holds no hourly mean, nor does that of the hour before', async () => {
    const { hours, codes } = await hourly('2026-10-30T10:10:00Z', '2026-10-30T10:20:00Z');
    expect([hours, codes]).toEqual([[], []]);
    const { hours: one } = await hourly('2026-10-30T10:50:00Z', '2026-10-30T11:10:00Z');
    expect(one).toEqual(['2026-10-30T11:00:00.000Z']);
  });

  it.each([
    ['that ends before it starts', '2026-11-02T10:00:00Z', '2026-11-02T09:00:00Z', 'must be before'],
    ['of a hundred years', '1926-11-02T00:00:00Z', '2026-11-02T00:00:00Z', 'no longer than 7 days'],
  ])('%s is told so', async (_, from, to, message) => {
    const { hours, codes, messages } = await hourly(from, to);
    expect([hours, codes]).toEqual([null, ['BAD_USER_INPUT']]);
    expect(messages).toContain(message);
  });

  it('in the hour that is there twice in autumn is two moments, told apart by their offset', async () => {
    const twice = await hourly('2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00');
    expect(twice.codes).toEqual([]); // An hour lies between the two.
    expect(twice.hours?.length ?? 0).toBeLessThanOrEqual(1);
    expect((await hourly('2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00+01:00')).codes).toEqual(['BAD_USER_INPUT']);
  });

  it.each([
    '2026-10-25T02:30:00',
    '2026-03-29T02:30:00',
    '2026-02-30T00:00:00Z',
    '2026-11-02T24:00:00Z',
    '2026-11-02T25:10:00Z',
    '25:10:00',
    '2026-11-02',
    '1e308',
    '',
    'now',
    '+012026-11-02T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2026-11-02T00:00:00+25:00',
    '２０２６-11-02T00:00:00Z',
  ])('%j without an offset, or that never was, is refused before anybody is asked', async (text) => {
    await expectRefused(await ask(HOURLY, { span: { from: text } }), 'BAD_USER_INPUT');
    const literal = `{ population(asOf: ${JSON.stringify(text)}) { value } }`;
    await expectRefused(await ask(literal), 'GRAPHQL_VALIDATION_FAILED');
  });

  it('of any text or number is a moment, or refused before anybody is asked', async () => {
    city.resetCounts();
    const given = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(given, async (asOf) => {
        fc.pre(JSON.stringify(asOf) !== 'null'); // As JSON writes NaN, too: it is not given then.
        await expectRefused(
          await ask('query($asOf: DateTime) { population(asOf: $asOf) { value } }', { asOf }),
          'BAD_USER_INPUT',
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('a language', () => {
  const NAME = '{ municipalities(nisCodes: ["21009"]) { name { value } } }';
  const named = async (language: string) => {
    const { status, text } = await ask(NAME, {}, { 'accept-language': language });
    expect(status).toBe(200);
    return JSON.parse(text).data.municipalities[0].name.value;
  };

  it.each([
    ['*;q=0', 'Ixelles / Elsene'],
    ['*', 'Ixelles / Elsene'],
    ['nl;q=0, fr;q=0', 'Ixelles / Elsene'],
    ['nl;q=0.1, fr;q=0', 'Elsene'],
    ['tlh, x-klingon', 'Ixelles / Elsene'],
    ['nl-BE-u-co-phonebk', 'Elsene'],
    ['fr;q=9999', 'Ixelles'],
    ['nl,'.repeat(50), 'Elsene'],
  ])('%s gives %s', async (language, expected) => {
    expect(await named(language)).toBe(expected);
  });

  it('of any text gives one of the names', async () => {
    const some = fc.oneof(
      fc.stringMatching(/^[ -~]{1,60}$/),
      fc
        .array(fc.constantFrom('fr', 'nl', 'de', 'en', '*', ';q=0', ';q=1', ',', '-', ';q=', 'q=0.5'))
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(some, async (language) => {
        expect(await named(language)).toBeOneOf(['Ixelles', 'Elsene', 'Ixelles / Elsene']);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a text', () => {
  const PLACES = 'query($text: String!) { places(text: $text) { text stops { id } } }';

  it('with half of a character, controls, or anything else that is no writing is looked for, or refused', async () => {
    const half = fc.constantFrom(
      '\ud800',
      '\udc00',
      '\ud83d',
      '\u0000',
      '\u202e',
      '\ufeff',
      '\uffff',
      '\r\n',
      'é'.normalize('NFD'),
    );
    const text = fc
      .array(fc.oneof(half, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 12 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const { codes } = await codesOf(PLACES, { text: given });
        expect(codes.every((code) => code === 'BAD_USER_INPUT')).toBe(true);
      }),
      { numRuns: 40 },
    );
    city.resetCounts();
    for (const written of ['\\ud800', '\\udc00\\ud800', '\\u{110000}', '\\u{d800}'])
      await expectRefused(await ask(`{ places(text: "${written}") { text } }`), 'GRAPHQL_PARSE_FAILED');
  });

  it('of 1 MB is refused before it is read, and one that is only long says how long it may be', async () => {
    await expectRefused(await ask(PLACES, { text: 'x'.repeat(1024 * 1024) }), 'QUERY_TOO_COMPLEX', 413);
    const { codes, messages } = await codesOf(PLACES, { text: 'x'.repeat(50_000) });
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(messages.length).toBeLessThan(300);
  });
});
