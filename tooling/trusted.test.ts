import { createHash } from 'node:crypto';
import { buildSchema, parse, print, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiSdl } from '../gateway/__generated__/api.ts';
import { trusted } from '../gateway/__generated__/trusted.ts';
import { clientOperations } from './client-operations.ts';
import { textsOf } from './trusted.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the documents that come with the gateway', () => {
  it('are named by the hash of exactly their text, and fit the contract', () => {
    const schema = buildSchema(apiSdl);
    for (const [hash, text] of trusted) {
      expect(hash).toBe(sha256(text));
      expect(validate(schema, parse(text))).toEqual([]);
    }
  });

  it.each(clientOperations())('have $id as its client prints it', ({ text }) => {
    expect(trusted.get(sha256(print(parse(text))))).toBe(print(parse(text)));
  });
});

describe('the texts of a document', () => {
  it('are as it is printed, and with the type of everything but the root, as clients with a normalised cache send it', () => {
    const document = parse('query Q { a { b { c } ... on B { d } ...F e { __typename f } } } fragment F on A { g }');
    expect(textsOf(document).get('plain')).toBe(print(document));
    expect(textsOf(document).get('typename')).toBe(
      print(
        parse(
          'query Q { a { b { c __typename } ... on B { d __typename } ...F e { __typename f } __typename } } fragment F on A { g __typename }',
        ),
      ),
    );
  });

  it('are one where that is the same', () => {
    expect([...textsOf(parse('{ a }')).keys()]).toEqual(['plain']);
  });
});
