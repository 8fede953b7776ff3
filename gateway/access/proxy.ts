import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ownSecret, read, setting } from '../../kernel/env.ts';
import { type LambdaHandler, refuse } from '../../kernel/lambda.ts';
import { isSameHash, secretHash } from './api-key.ts';

/** The header in which the proxy in front shows that it is ours; null where there is none, as on a machine of one's own. */
const HEADER = setting('PROXY_KEY_HEADER', null);
/** Either is accepted: the proxy sends one, so that the other can be exchanged, and then the proxy told to send that. */
const KEYS = [ownSecret('PROXY_KEY_A'), ownSecret('PROXY_KEY_B')];

/**
 * Answers nobody who went around the proxy in front, where one is configured: 403 before anything is looked at, and 503
 * while the keys by which it would be known cannot be read.
 */
export function behindProxy(answer: LambdaHandler): LambdaHandler {
  return async (event, context) => {
    const header = read(HEADER);
    if (header === null) return answer(event, context);
    const known = KEYS.map((key) => read(key)).filter((key) => key !== null);
    if (known.length === 0)
      return refuse(503, 'ACCESS_UNAVAILABLE', 'Whether a request may come in cannot be checked now.');
    if (!isShown(event, header, known)) return refuse(403, 'FORBIDDEN', 'Ask at the public address.');
    return answer(event, context);
  };
}

function isShown({ headers }: APIGatewayProxyEventV2, header: string, known: readonly string[]): boolean {
  const shown = headers[header.toLowerCase()];
  return shown !== undefined && known.some((key) => isSameHash(secretHash(shown), secretHash(key)));
}
