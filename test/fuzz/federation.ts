import { request } from 'node:http';
import { buildSchema } from 'graphql';
import { apiSdl } from '../../gateway/__generated__/api.ts';
import { ERRORS } from '../../kernel/errors.ts';
import { ownSubgraphNames } from '../../tooling/folders.ts';
import { CLASSES, type HostileRequest, hostileRequest } from '../generate/hostile.ts';
import { type CityOptions, startCity } from '../support/city.ts';
import { leakIn } from '../support/leaks.ts';
import { shrink } from './shrink.ts';
import { count, type Fuzzer, newTally } from './tally.ts';

/** Faults of ours, which no request may bring about. */
const FAULTS = [
  'INTERNAL_SERVER_ERROR',
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'SUBGRAPH_INVALID',
  'SOURCE_INVALID',
  'SOURCE_REFUSED',
];
const GOOD: HostileRequest = {
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json' },
  body: '{"query":"{ municipalities(nisCodes: [\\"21009\\"]) { nisCode } }"}',
};

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** Sends as it is what `fetch` would not send. */
function send(url: string, { method, path, headers, body }: HostileRequest): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - startedAt });
    });
    sent.on('error', reject).end(body ?? undefined);
  });
}

/** The codes of an answer's errors; null when it is no JSON. */
function errorsOf(text: string): readonly { readonly extensions?: { readonly code?: string } }[] | null {
  try {
    return JSON.parse(text).errors ?? [];
  } catch {
    return null;
  }
}

/** Everything that may be sent to the whole federation: answered or refused, with no fault, no leak, nobody asked in vain. */
export async function federationFuzzer(options: CityOptions = {}): Promise<Fuzzer> {
  const city = await startCity(options);
  const schema = buildSchema(apiSdl);
  const tally = newTally();
  const subgraphs = ownSubgraphNames();
  const names = Object.keys(CLASSES);
  const reached = (): number => subgraphs.reduce((sum, name) => sum + city.calls(name), city.allRequests());

  /** What is wrong with the answer to a request; null when nothing is. */
  async function judge(sent: HostileRequest, name: string): Promise<string | null> {
    city.resetCounts();
    const { status, text, ms } = await send(city.url, sent);
    const errors = errorsOf(text);
    const codes = (errors ?? []).map(({ extensions }) => extensions?.code ?? 'NONE');
    count(tally.came, status < 400 && codes.length === 0 ? 'answered' : `${status} ${codes[0] ?? 'without a body'}`);
    if (status >= 500) return `status ${status}: ${text.slice(0, 500)}`;
    const unknown = codes.find((code) => !Object.hasOwn(ERRORS, code) || FAULTS.includes(code));
    if (unknown) return `the error ${unknown}: ${text.slice(0, 500)}`;
    const leak = leakIn(
      status === 200 ? JSON.stringify(errors ?? []) : text,
      JSON.stringify([sent.path, sent.headers, String(sent.body)]),
    );
    if (leak) return `"${leak}" is told: ${text.slice(0, 500)}`;
    if (status < 400) return null;
    if (reached() > 0) return `${reached()} calls for what was refused with ${codes[0]}`;
    if (ms > tally.slowest.ms) tally.slowest = { ms, what: `${name}: ${codes[0]}` };
    return null;
  }

  async function fails(sent: HostileRequest, name: string): Promise<string | null> {
    try {
      const wrong = await judge(sent, name);
      return wrong ?? ((await send(city.url, GOOD)).status === 200 ? null : 'a good question is not answered after it');
    } catch (error) {
      return `no answer: ${error}`;
    }
  }

  return {
    tally,
    step: async (seed) => {
      const name = names[seed % names.length] ?? '';
      const sent = hostileRequest(name, schema, seed);
      count(tally.tried, name);
      const wrong = await fails(sent, name);
      if (wrong === null) return null;
      const kind = wrong.slice(0, 12);
      const isSame = async (body: string) => (await fails({ ...sent, body }, name))?.slice(0, 12) === kind;
      const body = typeof sent.body === 'string' ? await shrink(sent.body, isSame) : sent.body?.toString('base64');
      return { class: name, seed, wrong, input: { ...sent, body } };
    },
    close: city.close,
  };
}
