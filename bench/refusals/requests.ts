import { SANDBOX_KEYS } from '../../sandbox/clients.ts';

/** A request that is refused. */
export interface Abuse {
  /** The class, as the abuse table has it. */
  readonly class: string;
  readonly example: string;
  readonly path?: string;
  readonly init: RequestInit;
}

const JSON_BODY = { 'content-type': 'application/json' };
const times = (n: number, text: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => text(i)).join(' ');
const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { ...JSON_BODY, ...headers },
  body,
});
/** Each time another document, so that nothing is known of it from the time before. */
let asked = 0;
const ask = (query: string, variables: unknown = {}): RequestInit =>
  send(JSON.stringify({ query: `${query} # ${asked++}`, variables }));

const MB = 1024 * 1024;
const chain = (n: number): string =>
  `{ municipalities { ...F0 } } ${times(n, (i) => `fragment F${i} on Municipality { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F${n} on Municipality { nisCode }`;
const REASON = '{ purpose: "abc", legalBasis: "abc", caseReference: "abc" }';

/** One request of each kind of abuse, made anew each time. */
export const ABUSES: readonly (() => Abuse)[] = [
  () => ({
    class: 'Shape',
    example: 'depth 50',
    init: ask(`{ stops { ${'municipality { stops { '.repeat(25)} id ${'} }'.repeat(25)} } }`),
  }),
  () => ({
    class: 'Shape',
    example: '280 aliases of one root',
    init: ask(`{ ${times(280, (i) => `a${i}: municipalities { nisCode }`)} }`),
  }),
  () => ({
    class: 'Shape',
    example: '8,000 directives',
    init: ask(`{ municipalities { nisCode ${'@skip(if:1) '.repeat(8_000)} } }`),
  }),
  () => ({ class: 'Shape', example: '2^40 by fragments', init: ask(chain(40)) }),
  () => ({
    class: 'Shape',
    example: 'a cycle of fragments',
    init: ask('{ municipalities { ...A } } fragment A on Municipality { ...B } fragment B on Municipality { ...A }'),
  }),
  () => ({ class: 'Volume', example: '1 MB', init: ask(`{ ${'a '.repeat(MB / 2)} }`) }),
  () => ({
    class: 'Volume',
    example: 'a batch of 1,000',
    init: send(JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ a }' })))),
  }),
  () => ({ class: 'Volume', example: 'packed', init: send(new Uint8Array(50_000), { 'content-encoding': 'gzip' }) }),
  () => ({
    class: 'Amount and cost',
    example: 'first: 99999999',
    init: ask('query($n: Int) { stops(first: $n) { id } }', { n: 99_999_999 }),
  }),
  () => ({
    class: 'Amount and cost',
    example: 'lists of lists',
    init: ask('query($n: Int = 200) { municipalities { stops(first: $n) { departures(first: $n) { line } } } }'),
  }),
  () => ({ class: 'Names', example: '__proto__', init: ask('{ municipalities(__proto__: 1) { nisCode } }') }),
  () => ({ class: 'HTTP', example: 'no JSON', init: send('{') }),
  () => ({
    class: 'HTTP',
    example: 'a form',
    init: send('query=x', { 'content-type': 'application/x-www-form-urlencoded' }),
  }),
  () => ({
    class: 'Introspection',
    example: '20 levels',
    init: ask(`{ __type(name: "Stop") { ${'ofType { '.repeat(20)} name ${'}'.repeat(20)} } }`),
  }),
  () => ({
    class: 'Identity',
    example: 'a key of nobody',
    init: send('{', { 'x-api-key': `bcg_0000000000_${String(asked++).padStart(43, 'x')}` }),
  }),
  () => ({
    class: 'Identity',
    example: 'a closed field, all or nothing',
    init: send(JSON.stringify({ query: `{ households(ids: ["1"], reason: ${REASON}) { size } } # ${asked++}` }), {
      'x-api-key': SANDBOX_KEYS['strict-app'],
    }),
  }),
  () => ({
    class: 'Injection',
    example: 'ODSQL as a number',
    init: ask('query($n: Int) { stops(first: $n) { id } }', { n: '") or 1=1' }),
  }),
  () => ({
    class: 'Values',
    example: 'a time in no offset',
    init: ask('{ population(asOf: "2026-03-29T02:30:00") { value } }'),
  }),
  () => ({
    class: 'Values',
    example: 'a place in an address',
    path: `?query=${encodeURIComponent('{ location(at: { lat: 50.8, lon: 4.3 }) { lat } }')}`,
    init: { headers: JSON_BODY },
  }),
  () => ({
    class: 'Cursors and ids',
    example: 'an unknown hash',
    init: send(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } })),
  }),
];
