import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { read, setting } from '../../kernel/env.ts';
import type { LambdaHandler } from '../../kernel/lambda.ts';

/** Origins whose pages may ask, separated by commas; `*` for every page, `none` for none. */
const CORS_ORIGINS = setting('CORS_ORIGINS', '*');

/** What a page may send, and what it may read of an answer, beyond what every page may (Fetch, 2.2). */
const SENT = 'content-type, accept, accept-language, authorization, x-api-key, apollo-require-preflight, traceparent';
const READ = 'ratelimit-limit, ratelimit-remaining, ratelimit-reset, ratelimit-policy, retry-after, link';
/** Seconds for which a browser need not ask again whether it may. */
const PREFLIGHT_FOR = '86400';

/** What a browser must not do with an answer, whatever it is. */
const PROTECTION = {
  'strict-transport-security': 'max-age=63072000',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * Adds to every answer what protects browsers, and lets pages of other origins ask (CORS), as configured. No cookie is
 * ever read here, so that a page can do no more than its reader could without it.
 */
export function withHeaders(answer: LambdaHandler): LambdaHandler {
  return async (event, context) => {
    const cors = corsFor(event);
    if (event.requestContext.http.method === 'OPTIONS' && event.headers['access-control-request-method']) {
      const allowed = cors['access-control-allow-origin']
        ? {
            'access-control-allow-methods': 'GET, HEAD, POST',
            'access-control-allow-headers': SENT,
            'access-control-max-age': PREFLIGHT_FOR,
          }
        : {};
      return { statusCode: 204, headers: { ...PROTECTION, ...cors, ...allowed }, body: '' };
    }
    const answered = await answer(event, context);
    const { vary } = cors;
    const varies = [answered.headers?.vary, vary].filter((value) => value !== undefined).join(', ');
    return {
      ...answered,
      headers: { ...PROTECTION, ...answered.headers, ...cors, ...(varies ? { vary: varies } : {}) },
    };
  };
}

/** The headers that let the page that asks read the answer; what says so differs by origin unless all may. */
function corsFor({ headers: { origin } }: APIGatewayProxyEventV2): Record<string, string> {
  const allowed = (read(CORS_ORIGINS) ?? '').split(',').map((each) => each.trim());
  if (allowed.includes('*')) return { 'access-control-allow-origin': '*', 'access-control-expose-headers': READ };
  const isAllowed = origin !== undefined && allowed.includes(origin);
  return {
    vary: 'origin',
    ...(isAllowed ? { 'access-control-allow-origin': origin, 'access-control-expose-headers': READ } : {}),
  };
}
