import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { refuse } from '../../kernel/lambda.ts';
import type { Clock } from '../../kernel/time.ts';
import { readKey } from './api-key.ts';
import { type Clients, createClients } from './clients.ts';
import type { Client, Identity } from './identity.ts';
import { anonymous } from './network.ts';
import { createTokens } from './token.ts';

/** How to show who asks (RFC 9110, 11.6.1; RFC 6750, 3). */
export const CHALLENGE = 'Bearer realm="Brussels City Graph"';

/** Says who asks, or refuses: 400 for two credentials at once, 401 for one that is not good. */
export type Identify = (event: APIGatewayProxyEventV2) => Promise<Identity | APIGatewayProxyStructuredResultV2>;

/** What came of a credential: whose it is and for what, or why it is not accepted. */
type Checked = { readonly client: Client; readonly scopes: readonly string[] } | 'UNKNOWN' | 'EXPIRED' | 'UNCHECKED';

/** Reads who asks from `x-api-key` or `authorization: Bearer`. Whoever shows neither is known by the network alone. */
export function createIdentify(clock: Clock): Identify {
  const clients = createClients(clock);
  const checkToken = createTokens(clock);

  return async (event) => {
    const { authorization, 'x-api-key': key } = event.headers;
    if (key === undefined && authorization === undefined) return anonymous(event);
    if (key !== undefined && authorization !== undefined)
      return refuse(400, 'BAD_REQUEST', 'Send an API key or a token, not both.');
    const kind = key === undefined ? 'TOKEN' : 'KEY';
    const checked = await (key === undefined
      ? ofToken(clients, checkToken, authorization ?? '')
      : ofKey(clients, key)
    ).catch((): Checked => 'UNCHECKED');
    if (checked === 'UNCHECKED') return { ...anonymous(event), kind, unchecked: true };
    if (typeof checked === 'string') return unauthenticated(kind, checked);
    const { client, scopes } = checked;
    return { kind, client, account: `client:${client.id}`, scopes: new Set(scopes) };
  };
}

async function ofKey(clients: Clients, text: string): Promise<Checked> {
  const key = readKey(text);
  const found = key && (await clients.byKey(key));
  if (found?.client.status !== 'ACTIVE') return 'UNKNOWN';
  return found.isExpired ? 'EXPIRED' : { client: found.client, scopes: found.client.scopes };
}

async function ofToken(
  clients: Clients,
  check: ReturnType<typeof createTokens>,
  authorization: string,
): Promise<Checked> {
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization) ?? []; // RFC 6750, 2.1.
  const claims = token ? await check(token) : 'UNKNOWN';
  if (typeof claims === 'string') return claims;
  const client = await clients.byId(claims.clientId);
  if (client?.status !== 'ACTIVE') return 'UNKNOWN';
  return { client, scopes: claims.scopes.filter((scope) => client.scopes.includes(scope)) };
}

const WORDS = { KEY: 'API key', TOKEN: 'token' } as const;

/** The refusal of credentials (RFC 9110, 15.5.2; RFC 6750, 3). Of what is wrong it tells what its owner can mend by asking anew. */
function unauthenticated(kind: 'KEY' | 'TOKEN', why: 'UNKNOWN' | 'EXPIRED'): APIGatewayProxyStructuredResultV2 {
  const says = `The ${WORDS[kind]} ${why === 'EXPIRED' ? 'has expired' : 'is not accepted'}.`;
  const refusal = refuse(401, 'UNAUTHENTICATED', says);
  const error = kind === 'TOKEN' ? `, error="invalid_token", error_description="${says}"` : '';
  return {
    ...refusal,
    headers: { ...refusal.headers, 'www-authenticate': `${CHALLENGE}${error}` },
  };
}
