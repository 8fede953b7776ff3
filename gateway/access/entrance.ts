import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { refuse } from '../../kernel/lambda.ts';
import { type Clock, systemClock } from '../../kernel/time.ts';
import { createIdentify } from './identify.ts';
import type { Identity } from './identity.ts';
import { createMeter, type Meter } from './meter.ts';
import { anonymous } from './network.ts';
import { createQuota } from './quota.ts';

/** A caller who may ask, and what counts for how much. */
export interface Visit {
  readonly identity: Identity;
  readonly meter: Meter;
}

/** Lets a request in, or refuses it. */
export type Enter = (event: APIGatewayProxyEventV2) => Promise<Visit | APIGatewayProxyStructuredResultV2>;

/** What every request costs, whatever comes of it: before it is read, so that nobody has nonsense judged for nothing. */
const LEAST = 1;

/**
 * The door of the gateway: says who asks and charges the least that a request costs. Whoever shows bad credentials pays
 * as a member of the public, so that they cannot be guessed for ever.
 */
export function createEntrance(clock: Clock = systemClock): Enter {
  const identify = createIdentify(clock);
  const spend = createQuota(clock);
  return async (event) => {
    const identified = await identify(event);
    const identity = 'kind' in identified ? identified : anonymous(event);
    const meter = createMeter(spend, identity, event);
    const dry = await meter.charge(LEAST);
    if (dry) {
      const refusal = refuse(429, 'TOO_MANY_REQUESTS', dry.message);
      return meter.sign({ ...refusal, body: JSON.stringify({ errors: [dry] }) });
    }
    return 'kind' in identified ? { identity, meter } : meter.sign(identified);
  };
}
