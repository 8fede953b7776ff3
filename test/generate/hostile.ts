import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { CITY } from './city.ts';
import { generate } from './operation.ts';
import { type Random, randomOf } from './random.ts';

/** A request as it goes over the wire. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

type Make = (random: Random, schema: GraphQLSchema, seed: number) => HostileRequest;

const JSON_BODY = { 'content-type': 'application/json' };
const post = (body: HostileRequest['body'], headers: Record<string, string> = {}): HostileRequest => ({
  method: 'POST',
  path: '/graphql',
  headers: { ...JSON_BODY, ...headers },
  body,
});
const ask = (query: string, variables: unknown = {}): HostileRequest => post(JSON.stringify({ query, variables }));
const times = (n: number, text: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => text(i)).join(' ');
const sampled = <T>(arbitrary: fc.Arbitrary<T>, seed: number): T => fc.sample(arbitrary, { seed, numRuns: 1 })[0] as T;

/** Pieces that mean something somewhere, and values that nothing should be given. */
const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  '...',
  '@skip(if: true)',
  '$v',
  ':',
  '!',
  '|',
  '"""',
  '#',
  '__proto__',
  '__typename',
  'fragment F on Query { ...F }',
  '1e308',
  '-0',
  '\u0000',
  '\ud800',
  'null',
  'query',
  'mutation',
  'subscription',
];
const VALUES: readonly unknown[] = [
  null,
  -1,
  1e308,
  2 ** 53,
  1.5,
  true,
  '',
  '__proto__',
  '\u0000',
  '\ud800',
  '../..',
  '") or 1=1',
  'http://169.254.169.254/',
  '2026-03-29T02:30:00',
  '25:10:00',
  'x'.repeat(5_000),
  [],
  [[]],
  {},
  JSON.parse('{"__proto__":{"a":1}}'),
  { lat: 4.35, lon: 50.85 },
];
const HEADERS = [
  'x-api-key',
  'authorization',
  'x-caller',
  'x-account',
  'signature',
  'x-user',
  'x-forwarded-for',
  'accept',
  'accept-language',
  'origin',
  'traceparent',
  'content-encoding',
  'cookie',
  'apollo-require-preflight',
  'idempotency-key',
];

/** Takes a text apart and puts it together wrongly. */
function mutated(text: string, random: Random): string {
  const { below, oneOf } = random;
  let tokens: string[] = text.match(/\w+|\.\.\.|"[^"]*"|\S/g) ?? [];
  for (let i = 1 + below(4); i > 0; i--) {
    const at = below(tokens.length + 1);
    const other = below(tokens.length + 1);
    const [from, to] = [Math.min(at, other), Math.min(Math.max(at, other), Math.min(at, other) + 30)];
    const part = tokens.slice(from, to);
    tokens = oneOf([
      () => tokens.toSpliced(at, 1),
      () => tokens.toSpliced(at, 0, oneOf(PIECES)),
      () => tokens.toSpliced(at, 1, oneOf(PIECES)),
      () => tokens.toSpliced(from, to - from),
      () => tokens.toSpliced(at, 0, ...Array.from({ length: 1 + below(20) }, () => part).flat()),
      () => tokens.toSpliced(at, 0, ...part.toReversed()),
    ])();
  }
  return tokens.join(' ');
}

/** A value in which something is put in the place of something else, at any depth. */
function twisted(value: unknown, random: Random): unknown {
  if (random.chance(0.3)) return random.oneOf(VALUES);
  if (Array.isArray(value)) return value.map((each) => twisted(each, random));
  if (typeof value !== 'object' || value === null) return random.chance(0.5) ? random.oneOf(VALUES) : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      random.chance(0.05) ? random.oneOf(PIECES) : name,
      twisted(part, random),
    ]),
  );
}

const SHAPES: readonly ((n: number) => string)[] = [
  (n) => `{ stops { ${'municipality { stops { '.repeat(n)} id ${'} }'.repeat(n)} } }`,
  (n) => `{ ${times(n, (i) => `a${i}: municipalities { nisCode }`)} }`,
  (n) => `{ municipalities { ${'name { fr } '.repeat(n)} } }`,
  (n) => `{ municipalities { nisCode ${'@include(if: true) '.repeat(n)} } }`,
  (n) =>
    `{ municipalities { ...F0 } } ${times(n, (i) => `fragment F${i} on Municipality { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F${n} on Municipality { nisCode }`,
  (n) => `{ municipalities { ...F0 } } ${times(n, (i) => `fragment F${i} on Municipality { ...F${(i + 1) % n} }`)}`,
  (n) => `{ stops(ids: ${'['.repeat(n)}${']'.repeat(n)}) { id } }`,
  (n) => `query(${times(n, (i) => `$v${i}: [ID!]`)}) { stops(ids: $v0) { id } }`,
  (n) => `{ __schema { types { ${'ofType { '.repeat(n)} name ${'}'.repeat(n)} } } }`,
  (n) => `{ municipalities { stops(first: ${n}) { departures(first: ${n}) { line } } } }`,
];

/** What is sent, by class. */
export const CLASSES: Readonly<Record<string, Make>> = {
  valid: (_, schema, seed) => {
    const { query, variables } = generate(schema, seed, CITY);
    return ask(query, variables);
  },
  mutated: (random, schema, seed) => {
    const { query, variables } = generate(schema, seed, CITY);
    return ask(mutated(query, random), variables);
  },
  values: (random, schema, seed) => {
    const { query, variables } = generate(schema, seed, CITY);
    return ask(query, twisted(variables, random));
  },
  shape: (random) => ask(random.oneOf(SHAPES)(1 + random.below(random.chance(0.5) ? 20 : 900))),
  bytes: (random, _, seed) =>
    post(Buffer.from(sampled(fc.uint8Array({ maxLength: random.chance(0.1) ? 20_000 : 300 }), seed))),
  json: (_, __, seed) => post(sampled(fc.json({ maxDepth: 6 }), seed)),
  body: (random, schema, seed) => post(mutated(JSON.stringify(generate(schema, seed, CITY)), random)),
  nested: (random) => {
    const n = 1 + random.below(20_000);
    const open = random.oneOf([
      '[',
      '{"a":',
      '{"query":',
      '{"query":"{ __typename }","variables":{"a":',
      '{"extensions":{"persistedQuery":',
    ]);
    return post(
      random.chance(0.5)
        ? open.repeat(n)
        : `{"query":"query($i: [ID!]) { stops(ids: $i) { id } }","variables":{"i":${'['.repeat(n)}${']'.repeat(n)}}}`,
    );
  },
  http: (random, schema, seed) => {
    const { oneOf } = random;
    const { query } = generate(schema, seed, CITY);
    const method = oneOf(['GET', 'GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH']);
    const search = oneOf([
      `?query=${encodeURIComponent(query)}`,
      '?query=%ff',
      '?variables={',
      '',
      `?query=${encodeURIComponent(mutated(query, random).toWellFormed())}`,
    ]);
    const path = oneOf([
      '/graphql',
      '/graphql',
      '/graphql/',
      '/',
      '/health',
      '/catalogue',
      '/../etc/passwd',
      '/%2e%2e/',
      '/graphql%00',
    ]);
    const type = oneOf([
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'x',
    ]);
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return {
      method,
      path: path + search,
      headers: { 'content-type': type },
      body: hasBody ? JSON.stringify({ query }) : null,
    };
  },
  headers: (random, schema, seed) => {
    const { query, variables } = generate(schema, seed, CITY);
    const text = sampled(fc.stringMatching(/^[!-~]([ -~]{0,60}[!-~])?$/), seed);
    return { ...ask(query, variables), headers: { ...JSON_BODY, [random.oneOf(HEADERS)]: text } };
  },
  documents: (random, _, seed) => {
    const hash = random.chance(0.5)
      ? sampled(fc.stringMatching(/^[0-9a-f]{64}$/), seed)
      : sampled(fc.jsonValue(), seed);
    const named = random.oneOf([
      { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
      { documentId: hash },
      { documentId: `sha256:${typeof hash === 'string' ? hash : JSON.stringify(hash)}` },
    ]);
    return post(JSON.stringify(random.chance(0.5) ? named : { query: '{ __typename }', ...named }));
  },
};

/** The request of a class that a seed gives. */
export function hostileRequest(name: string, schema: GraphQLSchema, seed: number): HostileRequest {
  const make = CLASSES[name];
  if (!make) throw new Error(`There is no class "${name}".`);
  return make(randomOf(seed), schema, seed);
}
