import { unescape as decoded } from 'node:querystring';
import { expect } from 'vitest';
import { ownSubgraphNames } from '../../tooling/folders.ts';
import type { City } from './city.ts';
import { leakIn } from './leaks.ts';

/** How a request was answered. */
export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly code: unknown;
  readonly message: string;
  /** What was sent. */
  readonly sent: string;
}

type Code = string | readonly string[];
const JSON_BODY = { 'content-type': 'application/json' };
const SUBGRAPHS = ownSubgraphNames();

/** Asks a city what it should refuse. */
export function attackerOf(city: () => City) {
  async function request(path: string, init: RequestInit): Promise<Refusal> {
    const response = await fetch(`${city().url}${path}`, init);
    const { status, headers } = response;
    const text = await response.text();
    const { errors }: { errors?: { message: string; extensions: { code: unknown } }[] } = JSON.parse(text || '{}');
    const [{ message = '', extensions = { code: undefined } } = {}] = errors ?? [];
    const sent = typeof init.body === 'string' ? init.body : decoded(path);
    return { status, headers, text, code: extensions.code, message, sent };
  }

  const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = JSON_BODY) =>
    request('/graphql', { method: 'POST', headers, body });
  const ask = (query: string, variables: unknown = {}, headers: Record<string, string> = {}) =>
    send(JSON.stringify({ query, variables }), { ...JSON_BODY, ...headers });

  /** Requests that reached a subgraph or a source. */
  const reached = (): number => SUBGRAPHS.reduce((sum, subgraph) => sum + city().calls(subgraph), city().allRequests());

  /** Says it with a code of ours, and without a word about anything inside. */
  function expectTyped(refusal: Refusal, code: Code, status = 400): void {
    expect(refusal).toMatchObject({ status, code: typeof code === 'string' ? code : expect.toBeOneOf([...code]) });
    expect(leakIn(refusal.text, refusal.sent)).toBeNull();
  }

  /** Refused before anybody was asked; and the next good question works. */
  async function expectRefused(refusal: Refusal, code: Code, status = 400): Promise<void> {
    expectTyped(refusal, code, status);
    expect(reached()).toBe(0);
    expect((await ask('{ municipalities { nisCode } }')).status).toBe(200);
    city().resetCounts();
  }

  /** Asks, and expects an answer without faults of ours: the codes of its errors are the caller's own. */
  async function codesOf(query: string, variables: Record<string, unknown>) {
    const { status, text } = await ask(query, variables);
    const {
      data,
      errors = [],
    }: { data?: Record<string, unknown>; errors?: { message: string; extensions: { code: string } }[] } =
      JSON.parse(text);
    expect([200, 400]).toContain(status);
    expect(leakIn(JSON.stringify(errors), JSON.stringify(variables))).toBeNull();
    const codes = errors.map(({ extensions: { code } }) => code);
    for (const code of codes)
      expect(code).toBeOneOf(['BAD_USER_INPUT', 'OUTSIDE_REGION', 'UNKNOWN_ID', 'HISTORY_NOT_KEPT', 'COST_TOO_HIGH']);
    return { status, data, codes, messages: errors.map(({ message }) => message).join('\n') };
  }

  return { request, send, ask, codesOf, reached, expectTyped, expectRefused };
}
