import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { refuse } from '../../kernel/lambda.ts';
import { LIMITS } from './limits.ts';

/** Whether a request is larger than is read: its body in bytes, or its query string. Nothing of it has been parsed. */
export function isTooLarge({ body, isBase64Encoded, rawQueryString }: APIGatewayProxyEventV2): boolean {
  const bytes = Buffer.byteLength(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  return bytes > LIMITS.bytes || rawQueryString.length > LIMITS.bytes;
}

/** The answer, or the refusal of one that is larger than its limit. */
export function withinSize(answer: APIGatewayProxyStructuredResultV2): APIGatewayProxyStructuredResultV2 {
  if (Buffer.byteLength(answer.body ?? '') <= LIMITS.answer) return answer;
  return refuse(400, 'ANSWER_TOO_LARGE', `The answer has more than ${LIMITS.answer} bytes. Ask for fewer elements.`);
}
