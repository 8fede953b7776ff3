import { type Answer, readAnswer } from './answer.ts';
import { type Document, type Printer, type Sendable, sendable } from './document.ts';
import { pause, type Wait, wait } from './patience.ts';

export interface ClientOptions {
  /** Where the graph answers, with `/graphql`. */
  readonly url: string | URL;
  /** In which language texts are wanted, as `Accept-Language` has it: `fr`, `nl-BE, fr;q=0.5`. Without: both regional ones. */
  readonly language?: string | undefined;
  /** An API key. It belongs on a server, never in a page. */
  readonly key?: string | undefined;
  /** A bearer token, or what gives one that is still valid. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /**
   * Whether operations are asked for by their hash: `prefer` (the default) sends the text where the gateway does not know
   * the hash, `only` never does, `off` never sends a hash.
   */
  readonly trusted?: 'prefer' | 'only' | 'off' | undefined;
  /** Milliseconds for a request with all its retries; 30,000 by default. */
  readonly timeout?: number | undefined;
  /** How often a request that was sent away (429, 503) is sent again; twice by default. */
  readonly retries?: number | undefined;
  /** `print` of graphql-js, for whoever asks with parsed documents. */
  readonly print?: Printer['print'] | undefined;
  /** What asks, and what waits; the platform's by default. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly wait?: Wait | undefined;
}

export interface RequestOptions extends Pick<ClientOptions, 'language' | 'timeout'> {
  readonly signal?: AbortSignal | undefined;
}

/** Variables may be left out where none is needed. */
type Given<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables | undefined, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

export interface Client {
  /**
   * Asks the graph. Outages are no failure: they are `errors` beside what could be had.
   * @throws what `fetch` throws when the network fails, the `TimeoutError` of a time-out, the signal's reason after an
   * abort, and `NoAnswerError` when it was no gateway that answered.
   */
  request<Data, Variables>(document: Document<Data, Variables>, ...given: Given<Variables>): Promise<Answer<Data>>;
}

/** An address that is longer may be cut on its way. */
const LONGEST_URL = 2_000;

/** A client of the graph, for browsers and servers. It keeps nothing but what it was given. */
export function createClient(options: ClientOptions): Client {
  if (options.key !== undefined && options.token !== undefined) throw new TypeError('A key or a token, not both.');
  const { trusted = 'prefer', retries = 2 } = options;

  const patiently = async <Data>(document: Sendable, variables: unknown, how: How): Promise<Answer<Data>> => {
    const mayRepeat = !document.isMutation || hasKey(variables);
    for (let attempt = 0; ; attempt += 1) {
      const { url, init } = await requestOf(options, document, variables, how);
      const answer = await readAnswer<Data>(await (options.fetch ?? fetch)(url, init));
      const ms = mayRepeat && attempt < retries ? pause(answer, attempt) : null;
      if (ms === null) return answer;
      await (options.wait ?? wait)(ms, how.signal);
    }
  };

  return {
    request: async <Data, Variables>(document: Document<Data, Variables>, ...given: Given<Variables>) => {
      const [variables, { signal, timeout = options.timeout ?? 30_000, language = options.language } = {}] = given;
      const question = sendable(document, options.print);
      const isHashed = trusted !== 'off' && question.hash !== null;
      if (trusted === 'only' && !isHashed) throw new TypeError('This operation has no hash, and only hashes are sent.');
      const signals = [AbortSignal.timeout(timeout), ...(signal ? [signal] : [])];
      const how = { language, signal: AbortSignal.any(signals) };
      const answer = await patiently<Data>(question, variables, { ...how, sends: isHashed ? 'hash' : 'text' });
      return isHashed && trusted === 'prefer' && isUnknown(answer)
        ? await patiently<Data>(question, variables, { ...how, sends: 'text' })
        : answer;
    },
  };
}

interface How {
  readonly sends: 'hash' | 'text';
  readonly language: string | undefined;
  readonly signal: AbortSignal;
}

/** A change that has a name is made once, however often it is asked for. */
const hasKey = (variables: unknown): boolean =>
  typeof variables === 'object' && variables !== null && 'idempotencyKey' in variables;

const isUnknown = ({ errors }: Answer<unknown>): boolean =>
  errors.some(({ extensions: { code } }) => code.startsWith('PERSISTED_QUERY_NOT'));

/** Only what can never carry a place goes into an address, and only by its hash: caches may keep the answer then. */
async function requestOf(options: ClientOptions, document: Sendable, variables: unknown, how: How) {
  const { key, token } = options;
  const bearer = typeof token === 'function' ? await token() : token;
  const headers: Record<string, string> = {
    accept: 'application/graphql-response+json, application/json;q=0.9',
    ...(how.language ? { 'accept-language': how.language } : {}),
    ...(key ? { 'x-api-key': key } : {}),
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
  };
  const { hash, text, isOpen } = document;
  const documentId = `sha256:${hash}`;
  const { signal } = how;
  if (how.sends === 'hash' && isOpen) {
    const url = new URL(options.url);
    url.searchParams.set('documentId', documentId);
    if (variables) url.searchParams.set('variables', JSON.stringify(variables));
    if (url.href.length <= LONGEST_URL)
      return { url, init: { headers: { ...headers, 'apollo-require-preflight': 'true' }, signal } };
  }
  return {
    url: new URL(options.url),
    init: {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ ...(how.sends === 'hash' ? { documentId } : { query: text }), variables }),
      signal,
    },
  };
}
