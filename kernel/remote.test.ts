import { expect, it } from 'vitest';
import { secret, setting, url } from './env.ts';
import { bearer, clientCredentials, defineRemote, none, type Remote, secretOf, settingsOf } from './remote.ts';
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

it("names a client's secret and its choices, and holds none of them", () => {
  const authentication = clientCredentials({
    tokenEndpoint: url('LIBRARIES_TOKEN_URL', 'https://login.libraries.test/token'),
    clientId: setting('LIBRARIES_CLIENT_ID', 'city-graph'),
    secret: secret('LIBRARIES_CLIENT_SECRET'),
  });
  const remote = defineRemote({ ...declared, authentication });
  expect(secretOf(remote)?.variable).toBe('LIBRARIES_CLIENT_SECRET');
  const names = ['SUBGRAPH_LIBRARIES_URL', 'LIBRARIES_TOKEN_URL', 'LIBRARIES_CLIENT_ID'];
  expect(settingsOf(remote).map(({ variable }) => variable)).toEqual(names);
  const inTheCode = { ...authentication, secret: setting('LIBRARIES_CLIENT_SECRET', 'k') };
  expect(() => defineRemote({ ...declared, authentication: inTheCode })).toThrow('is a secret');
  const open = { ...authentication, tokenEndpoint: url('LIBRARIES_TOKEN_URL', 'http://login.libraries.test') };
  expect(() => defineRemote({ ...declared, authentication: open })).toThrow('https');
});

it('refuses an address that is not encrypted', () => {
  const endpoint = url('SUBGRAPH_LIBRARIES_URL', 'http://graph.libraries.test/graphql');
  expect(() => defineRemote({ ...declared, endpoint, authentication: none })).toThrow('https');
});
