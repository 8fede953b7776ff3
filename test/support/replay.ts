import { type Door, openDoor } from '../../kernel/http.ts';
import type { Source } from '../../kernel/source.ts';
import { serveAt } from './server.ts';

/**
 * Answers in wire format by `METHOD /path`, as `fixture/captured.json` keeps them; `*` in a path stands for anything.
 * Where the body decides, a function of it answers. For DynamoDB the operation stands in the place of the path.
 */
export type Captured = Readonly<Record<string, unknown>>;

export interface Replay {
  readonly door: Door;
  /** What was asked, as `METHOD /path?query`. */
  readonly asked: readonly string[];
}

/**
 * Serves captured answers to one source over HTTP for the rest of a test, and opens the door to it.
 * A string or bytes are sent as they are, anything else as JSON; `{origin}` in an answer becomes the server's origin.
 */
export async function replay(source: Source, captured: Captured, now: () => Date = () => new Date()): Promise<Replay> {
  const asked: string[] = [];
  const origin = await serveAt(source, async (request, response) => {
    const question = `${request.method} ${request.headers['x-amz-target'] ?? request.url}`;
    asked.push(question);
    const found = Object.entries(captured).find(([pattern]) => matches(pattern, question));
    if (!found) return response.writeHead(404).end('nothing captured');
    const body = Buffer.concat(await Array.fromAsync(request)).toString('utf8');
    const answer: unknown = typeof found[1] === 'function' ? found[1](JSON.parse(body)) : found[1];
    if (answer instanceof Uint8Array) return response.writeHead(200).end(answer);
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return response.writeHead(200, { 'content-type': 'application/json' }).end(text.replaceAll('{origin}', origin));
  });
  if (source.key) process.env[source.key.variable] = 'test-key';
  return { asked, door: openDoor({ now, traceId: '0'.repeat(31).concat('1'), subgraph: 'test' }) };
}

function matches(pattern: string, question: string): boolean {
  const path = pattern.includes('?') ? question : (question.split('?')[0] ?? '');
  const expression = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${expression.join('.*')}$`).test(path);
}
