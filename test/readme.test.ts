import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ROOT } from '../tooling/folders.ts';
import { cityForThisTest } from './support/city.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1] ?? '';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T07:30:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

it('shows the answer that its question really gets', async () => {
  const city = await cityForThisTest();
  const { data, extensions } = await city.ask(block('graphql'));
  const shown: { data: unknown; extensions: { sources: unknown[]; cost: unknown } } = JSON.parse(block('json'));
  expect(shown.data).toEqual(data);
  expect(shown.extensions.cost).toEqual(extensions?.cost);
  expect(extensions?.sources).toEqual(expect.arrayContaining(shown.extensions.sources));
  expect(extensions?.sources).toHaveLength(13);
});

it('says what an outage looks like', async () => {
  const city = await cityForThisTest({ faults: { 'irceline-interpolated': 'refuse' } });
  const { data, errors } = await city.ask<{ location: { air: object } }>(block('graphql'));
  const { data: whole }: { data: typeof data } = JSON.parse(block('json'));
  expect(data.location).toEqual({ ...whole.location, air: { ...whole.location.air, no2: null } });
  expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
    { code: 'SOURCE_UNAVAILABLE', dataset: 'irceline-interpolated', administration: 'irceline', retryable: true },
  ]);
});

it('names every folder of the project', () => {
  for (const folder of [
    'kernel',
    'subgraphs',
    'gateway',
    'client',
    'infra',
    'sandbox',
    'tooling',
    'test',
    'bench',
    'docs',
  ]) {
    expect(readme).toContain(`\n${folder}/`);
  }
});

it('names only commands that exist', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
