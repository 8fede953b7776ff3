import { expect } from 'vitest';
import type { City } from './city.ts';

/** How a request was answered. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly code: unknown;
  readonly message: string;
}

/** Asks a city what it should refuse. */
export function attackerOf(city: () => City) {
  async function send(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ): Promise<Refusal> {
    const response = await fetch(`${city().url}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    const { errors } = JSON.parse(text) as { errors?: { message: string; extensions: { code: unknown } }[] };
    return { status: response.status, text, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message ?? '' };
  }

  const ask = (query: string, variables: unknown = {}): Promise<Refusal> => send(JSON.stringify({ query, variables }));

  /** Refused before anybody was asked, without a word about anything inside; and the next good question works. */
  async function expectRefused(refusal: Refusal, code: string, status = 400): Promise<void> {
    expect(refusal).toMatchObject({ status, code });
    expect(refusal.text).not.toMatch(/https?:|127\.0\.0\.1|localhost|\bat \/|node_modules/);
    expect(city().allRequests()).toBe(0);
    for (const subgraph of ['mobility', 'environment', 'economy', 'governance']) expect(city().calls(subgraph)).toBe(0);
    expect((await ask('{ municipalities { nisCode } }')).status).toBe(200);
    city().resetCounts();
  }

  return { send, ask, expectRefused };
}
