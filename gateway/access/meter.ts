import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { GraphQLFormattedError } from 'graphql';
import { ERRORS } from '../../kernel/error-catalogue.ts';
import type { Rate } from './bucket.ts';
import type { Identity } from './identity.ts';
import type { Spend, Standing } from './quota.ts';
import { rateOf } from './rates.ts';

/** Charges one request. */
export interface Meter {
  /** Units charged so far. */
  charged(): number;
  /** Has the request cost so much in all. Gives the refusal (status 429) when the caller has too little left. */
  charge(cost: number): Promise<GraphQLFormattedError | null>;
  /** The answer with what the caller may still spend, and when. */
  sign(answer: APIGatewayProxyStructuredResultV2): APIGatewayProxyStructuredResultV2;
}

export function createMeter(spend: Spend, identity: Identity, event: APIGatewayProxyEventV2): Meter {
  const rate = rateOf(identity);
  let charged = 0;
  let standing: Standing | null = null;
  return {
    charged: () => charged,
    charge: async (cost) => {
      const due = Math.min(cost, rate.burst) - charged; // What costs more than the burst costs the burst.
      if (due <= 0) return null;
      standing = await spend(identity.account, rate, due);
      if (!standing.isAllowed) return tooMany(standing, cost);
      charged += due;
      return null;
    },
    sign: (answer) => {
      if (!standing || isForAll(event, answer)) return answer;
      return { ...answer, headers: { ...answer.headers, ...headersOf(standing, rate) } };
    },
  };
}

/** What a cache may give to others says nothing of the one who asked first. */
function isForAll({ requestContext }: APIGatewayProxyEventV2, { headers }: APIGatewayProxyStructuredResultV2): boolean {
  return requestContext.http.method === 'GET' && String(headers?.['cache-control']).startsWith('public');
}

function tooMany({ retryAfter }: Standing, cost: number): GraphQLFormattedError {
  return {
    message: `The operation costs ${cost}, which is more than is left of your quota.`,
    extensions: { code: 'TOO_MANY_REQUESTS', retryable: ERRORS.TOO_MANY_REQUESTS.retryable, retryAfter },
  };
}

/** The header fields of draft-ietf-httpapi-ratelimit-headers-06, in cost units; with `Retry-After` (RFC 9110) on a refusal. */
function headersOf(standing: Standing, { perMinute, burst }: Rate): Record<string, string> {
  return {
    'ratelimit-limit': String(standing.limit),
    'ratelimit-remaining': String(standing.remaining),
    'ratelimit-reset': String(standing.resetSeconds),
    'ratelimit-policy': `${perMinute};w=60;burst=${burst}`,
    ...(standing.retryAfter === null ? {} : { 'retry-after': String(standing.retryAfter) }),
  };
}
