import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

/** What is posted: headers are names and values in turn. */
export interface TextPost {
  readonly headers: readonly string[];
  readonly body: string;
  /** Milliseconds for all of it. */
  readonly timeout: number;
  /** Characters that are accepted of an answer. */
  readonly most: number;
}

/**
 * One POST by the shortest way, for what is asked seldom and before everything else: no pool, no redirect, no repetition.
 * @throws whatever keeps the answer from being read whole and in time.
 */
export function postText(
  url: URL,
  { headers, body, timeout, most }: TextPost,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secureRequest : plainRequest;
    const sent = send(url, { method: 'POST', headers, signal: AbortSignal.timeout(timeout) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length > most) response.destroy(new RangeError('the answer is too long'));
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The members of a JSON object; null for any other text. */
export function membersOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
