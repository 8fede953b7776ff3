import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type LambdaHandler, refuse } from './lambda.ts';

/** Bytes that Lambda carries of an answer, as the JSON that its runtime makes of it; 16 KB are left for more headers. */
const MAX_BYTES = 6 * 1024 * 1024 - 16 * 1024;

/** Refuses an answer that Lambda would not carry: it says 502 instead, and nobody learns why. */
export function withinPayload(answer: LambdaHandler): LambdaHandler {
  return async (event, context) => {
    const given = await answer(event, context);
    return isCarried(given)
      ? given
      : refuse(400, 'ANSWER_TOO_LARGE', 'The answer has more than 6 MB. Ask for fewer elements.');
  };
}

function isCarried(answer: APIGatewayProxyStructuredResultV2): boolean {
  // A character is three bytes at most, a quotation mark two: of most answers nothing need be counted.
  if ((answer.body?.length ?? 0) * 3 < MAX_BYTES) return true;
  return Buffer.byteLength(JSON.stringify(answer)) <= MAX_BYTES;
}
