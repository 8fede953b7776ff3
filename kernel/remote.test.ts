import { expect, it } from 'vitest';
import { secret, setting, url } from './env.ts';
import { bearer, defineRemote, none, type Remote } from './remote.ts';
import { CC0 } from './source.ts';

const declared: Remote = {
  administration: { id: 'library-office', name: { en: 'Library office' }, homepage: 'https://libraries.test' },
  licence: CC0,
  endpoint: url('SUBGRAPH_LIBRARIES_URL', 'https://graph.libraries.test/graphql'),
  authentication: bearer(secret('SUBGRAPH_LIBRARIES_TOKEN')),
};

it('declares a subgraph of somebody else in plain data, which names the token and does not hold it', () => {
  expect(JSON.parse(JSON.stringify(defineRemote(declared)))).toEqual(declared);
  expect(declared.authentication).toEqual({
    kind: 'bearer',
    token: { variable: 'SUBGRAPH_LIBRARIES_TOKEN', fallback: null },
  });
});

it('refuses a token that stands in the code', () => {
  const authentication = bearer(setting('SUBGRAPH_LIBRARIES_TOKEN', 'k1'));
  expect(() => defineRemote({ ...declared, authentication })).toThrow('SUBGRAPH_LIBRARIES_TOKEN is a secret');
});

it('refuses an address that is not encrypted', () => {
  const endpoint = url('SUBGRAPH_LIBRARIES_URL', 'http://graph.libraries.test/graphql');
  expect(() => defineRemote({ ...declared, endpoint, authentication: none })).toThrow('https');
});
