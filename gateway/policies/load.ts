import { type LambdaHandler, refuse } from '../../kernel/lambda.ts';
import { LIMITS } from './limits.ts';

/** Seconds after which a caller that was sent away may come back. */
const RETRY_AFTER = '1';

/**
 * Answers so many requests at once and sends the others away at once (status 429): a queue would only make all of
 * them wait, and an instance of Lambda has none before it either.
 */
export function shedding(answer: LambdaHandler, most = LIMITS.operations): LambdaHandler {
  let running = 0;
  return async (event, context) => {
    if (running >= most) {
      const refusal = refuse(429, 'TOO_MANY_REQUESTS', `This gateway answers ${most} requests at once.`);
      return { ...refusal, headers: { ...refusal.headers, 'retry-after': RETRY_AFTER } };
    }
    running += 1;
    try {
      return await answer(event, context);
    } finally {
      running -= 1;
    }
  };
}
