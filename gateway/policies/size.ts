import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { GraphQLFormattedError } from 'graphql';
import { ERRORS } from '../../kernel/errors.ts';
import { LIMITS } from './limits.ts';

/** Whether a request is larger than is read: its body in bytes, or its query string. Nothing of it has been parsed. */
export function isTooLarge({ body, isBase64Encoded, rawQueryString }: APIGatewayProxyEventV2): boolean {
  const bytes = Buffer.byteLength(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  return bytes > LIMITS.bytes || rawQueryString.length > LIMITS.bytes;
}

/** Writes an answer; one that is larger than its limit becomes an error. */
export function writeAnswer(answer: object): string {
  const text = JSON.stringify(answer);
  if (text.length <= LIMITS.answer) return text;
  const { retryable } = ERRORS.ANSWER_TOO_LARGE;
  const error: GraphQLFormattedError = {
    message: `The answer has more than ${LIMITS.answer} bytes. Ask for fewer elements.`,
    extensions: { code: 'ANSWER_TOO_LARGE', retryable, maximum: LIMITS.answer },
  };
  return JSON.stringify({ errors: [error] });
}
