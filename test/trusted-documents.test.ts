import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { trusted } from '../gateway/__generated__/trusted.ts';
import { ROOT } from '../tooling/folders.ts';
import { type City, startCity } from './support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Asks what a command line of curl asks. */
function curl(command: string): Promise<Response> {
  const words = [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
  const after = (option: string) => words.flatMap((word, at) => (words[at - 1] === option ? [word] : []));
  const url = words.find((word) => word.startsWith('http:'))?.replace('http://localhost:4000', city.url);
  const headers = after('-H').map((header) => header.split(': ') as [string, string]);
  const [body] = after('-d');
  return fetch(url ?? '', { headers, ...(body ? { method: 'POST', body } : {}) });
}

const page = readFileSync(join(ROOT, 'docs/trusted-documents.md'), 'utf8');
const commands = [...page.matchAll(/^curl .*$/gm)].map(([command]) => ({ command }));

describe('docs/trusted-documents.md', () => {
  it.each(commands)('shows a hash that is answered: $command', async ({ command }) => {
    const response = await curl(command);
    expect(await response.json()).toMatchObject({
      data: { municipalities: [{ name: { value: expect.any(String) } }] },
    });
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=[1-9]/);
  });

  it('has an example of each way to ask, and names no hash that is not known', () => {
    expect(commands).toHaveLength(2);
    expect((page.match(/\b[0-9a-f]{64}\b/g) ?? []).filter((hash) => !trusted.has(hash))).toEqual([]);
  });
});

describe('with TRUSTED_DOCUMENTS=only', () => {
  it('answers hashes, refuses questions, and still gives the catalogue and the contract', async () => {
    vi.stubEnv('TRUSTED_DOCUMENTS', 'only');
    expect((await curl(commands[0]?.command ?? '')).status).toBe(200);
    const { status, errors } = await city.ask('{ municipalities { nisCode } }');
    expect([status, errors?.[0]?.extensions.code]).toEqual([403, 'PERSISTED_QUERY_REQUIRED']);
    const catalogue = await fetch(`${city.url}/catalogue`);
    expect(catalogue.status).toBe(200);
    expect(await catalogue.json()).toHaveProperty('@id');
    expect((await fetch(`${city.url}/schema.graphql`)).status).toBe(200);
  });
});
