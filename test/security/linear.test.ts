import fc from 'fast-check';
import { buildSchema, getOperationAST, Lexer, type OperationDefinitionNode, Source } from 'graphql';
import { expect, it } from 'vitest';
import { apiSdl } from '../../gateway/__generated__/api.ts';
import { facts } from '../../gateway/__generated__/facts.ts';
import { createAdmission } from '../../gateway/policies/admission.ts';
import { LIMITS } from '../../gateway/policies/limits.ts';
import { countedDocument } from '../support/counted.ts';

const schema = buildSchema(apiSdl, { noLocation: true });
const times = (n: number, text: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => text(i)).join(' ');

/** How often a node is looked into while a document is judged that was never seen before. */
function effortOf(text: string): number {
  const { document, reads } = countedDocument(text);
  const definition = getOperationAST(document) as OperationDefinitionNode;
  const before = reads();
  createAdmission(schema, facts)(document, definition, text, {}, false);
  return reads() - before;
}

const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  depth: (n) => `{ stops { ${'municipality { stops { '.repeat(n)} id ${'} }'.repeat(n)} } }`,
  'depth in fragments': (n) =>
    `{ stops { ...F0 } } ${times(n, (i) => `fragment F${i} on Stop { municipality { stops { ...F${i + 1} } } }`)} fragment F${n} on Stop { id }`,
  aliases: (n) => `{ ${times(n, (i) => `a${i}: municipalities { nisCode }`)} }`,
  'one field': (n) => `{ municipalities { ${'name { fr } '.repeat(n)} } }`,
  'one field in fragments': (n) => `{ municipalities { ${'... { name { fr } } '.repeat(n)} } }`,
  directives: (n) => `{ municipalities { nisCode ${'@include(if: true) '.repeat(n)} } }`,
  'unused fragments': (n) => `{ __typename } ${times(n, (i) => `fragment F${i} on Query { __typename }`)}`,
  'fragments that use the next one twice': (n) =>
    `{ municipalities { ...F0 } } ${times(n, (i) => `fragment F${i} on Municipality { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F${n} on Municipality { nisCode }`,
  'fragments in a circle': (n) =>
    `{ municipalities { ...F0 } } ${times(n, (i) => `fragment F${i} on Municipality { ...F${(i + 1) % n} }`)}`,
  variables: (n) => `query (${times(n, (i) => `$v${i}: ID`)}) { municipalities { nisCode } }`,
  'values in lists': (n) => `{ municipalities(nisCodes: [${'"1" '.repeat(n)}]) { nisCode } }`,
  'objects in objects': (n) => `{ stops(within: ${'{ near: '.repeat(n)} 1 ${'}'.repeat(n)}) { id } }`,
  'unknown fields': (n) => `{ ${times(n, (i) => `nothing${i}`)} }`,
  introspection: (n) => `{ __schema { types { ${times(n, (i) => `f${i}: fields { name }`)} } } }`,
};

it.each(Object.entries(SHAPES))('twice as much takes no more than twice the work to judge: %s', (_, shape) => {
  for (const size of [40, 80, 160]) {
    const [once, twice] = [effortOf(shape(size)), effortOf(shape(2 * size))];
    expect(twice).toBeLessThan(2.1 * once + 100);
  }
});

const part = fc.letrec((tie) => ({
  set: fc.array(tie('one'), { minLength: 1, maxLength: 8 }).map((parts) => `{ ${parts.join(' ')} }`),
  one: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('nisCode', 'a: nisCode', '__typename', '...F0', '...F1', 'nothing', 'nisCode @include(if: true)'),
    tie('set').map((set) => `stops ${set}`),
    tie('set').map((set) => `... on Municipality ${set}`),
    tie('set').map((set) => `... ${set}`),
    tie('set').map((set) => `name ${set}`),
    tie('set').map((set) => `municipality ${set}`),
  ),
}));
const hostile = fc
  .tuple(part.set, part.set, part.set, fc.integer({ min: 1, max: 30 }))
  .map(
    ([body, first, second, times]) =>
      `{ municipalities ${body} ${'municipalities { ...F0 } '.repeat(times)} } fragment F0 on Municipality ${first} fragment F1 on Municipality ${second}`,
  );

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== '<EOF>') count += 1;
  return count;
}

/** Reads of nodes for each token; 60 are the most that was seen. */
const MOST = 150;

it('whatever a document looks like, judging it takes so much for each of its tokens, and no more', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const tokens = tokensOf(text);
      fc.pre(tokens <= LIMITS.tokens);
      expect(effortOf(text) / tokens).toBeLessThan(MOST);
    }),
    { numRuns: 60 },
  );
});
