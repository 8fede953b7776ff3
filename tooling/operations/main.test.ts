import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPublished } from '../../gateway/documents/published.ts';
import { openTable } from '../../kernel/door/shared/table.ts';
import { closeDoors } from '../../kernel/http.ts';
import { systemClock } from '../../kernel/time.ts';
import { clientOf } from '../../test/support/clients.ts';
import { registerTable } from '../../test/support/register-table.ts';
import { openRegister } from '../clients/register.ts';
import { optionsOf } from './options.ts';

const NAMES = 'query Names($first: Int! = 5) { municipalities { name { fr } bikeStations(first: $first) { id } } }';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A folder of one test. */
function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), 'operations-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** Runs the command as its user does. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk));
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise<{ code: number | null; output: string; errors: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, output, errors })),
  );
}
const lastLine = (output: string) => JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');

/** A table as that of clients, and the options that lead to it. */
async function clients(client = 'app') {
  const { endpoint, requests } = await registerTable('clients');
  const table = openTable('clients', endpoint, 5_000);
  await openRegister(table, systemClock).add(clientOf('app'), false);
  table.close();
  requests.length = 0;
  const options = ['--client', client, '--table', 'clients', '--endpoint', endpoint, '--json'];
  return { endpoint, requests, run: (...args: string[]) => run(...args, ...options) };
}

describe('npm run operations', () => {
  it('publishes a folder, of which the gateway then knows every document, and changes nothing the second time', async () => {
    const { endpoint, requests, run } = await clients();
    const path = folder({ 'names.graphql': `# Names\n${NAMES}` });
    const first = await run('publish', path);
    expect(first).toMatchObject({ code: 0, errors: '' });
    expect(first.output).toMatch(/^NAME +FORM +HASH +COST +STATUS\nNames +plain +[0-9a-f]{64} +\d+ +new\n/);
    const { documents, written } = lastLine(first.output);
    expect(written).toBe(2);
    expect(documents.map(({ hash }: { hash: string }) => hash)).toContain(hashOf(print(parse(NAMES))));

    Object.assign(process.env, { CLIENTS_TABLE: 'clients', CLIENTS_DYNAMODB_URL: endpoint });
    onTestFinished(async () => {
      for (const name of ['CLIENTS_TABLE', 'CLIENTS_DYNAMODB_URL']) delete process.env[name];
      await closeDoors();
    });
    const published = openPublished();
    expect(await published.find('app', hashOf(print(parse(NAMES))))).toBe(print(parse(NAMES)));
    expect(await published.find('other', hashOf(print(parse(NAMES))))).toBeNull();

    requests.length = 0;
    const second = await run('publish', path);
    expect(lastLine(second.output)).toMatchObject({
      written: 0,
      documents: [{ status: 'known' }, { status: 'known' }],
    });
    expect(requests).toEqual(['BatchGetItem', 'Query']);
  });

  it('publishes nothing for a client that nobody has registered', async () => {
    const { run, requests } = await clients('nobody');
    const { code, errors } = await run('publish', folder({ 'names.graphql': NAMES }));
    expect([code, errors.trim()]).toEqual([1, 'There is no client nobody.']);
    expect(requests).toEqual(['BatchGetItem']);
  });

  it('lists and removes', async () => {
    const { run } = await clients();
    await run('publish', folder({ 'names.graphql': NAMES }));
    const { documents } = lastLine((await run('list')).output);
    expect(documents).toMatchObject([{ name: 'Names' }, { name: 'Names' }]);
    const hash = hashOf(print(parse(NAMES)));
    expect(await run('remove', hash)).toMatchObject({ code: 1, errors: expect.stringContaining('--yes') });
    expect(lastLine((await run('remove', hash, '--yes')).output)).toMatchObject({ removed: [{ hash }] });
    expect(lastLine((await run('list')).output).documents).toHaveLength(1);
    expect(await run('remove', hash, '--yes')).toMatchObject({
      code: 1,
      errors: `app has published no document ${hash}.\n`,
    });
  });

  it('publishes nothing of a folder with a file that the gateway would refuse, and says why', async () => {
    const { requests, run } = await clients();
    const all = 'municipalities { enterprises(first: 200) { nodes { name } } }';
    const path = folder({
      'good.graphql': NAMES,
      'broken.graphql': 'query Broken {',
      'unknown.graphql': 'query Unknown { mayor }',
      'unnamed.graphql': '{ municipalities { nisCode } }',
      'dear.graphql': `query Dear { ${Array.from({ length: 12 }, (_, i) => `a${i}: ${all}`).join(' ')} }`,
    });
    const { code, output } = await run('publish', path);
    expect(code).toBe(1);
    expect(output).toContain('Nothing was published.');
    const { refused, written } = lastLine(output);
    expect(written).toBe(0);
    expect(
      Object.fromEntries(refused.map((each: { file: string; reasons: string[] }) => [each.file, each.reasons])),
    ).toEqual({
      'broken.graphql': [expect.stringContaining('Syntax Error')],
      'dear.graphql': [expect.stringMatching(/^Dear: .*cost/)],
      'unknown.graphql': [expect.stringMatching(/^Unknown: Cannot query field "mayor"/)],
      'unnamed.graphql': ['Its operation has no name.'],
    });
    expect(requests).toEqual(['BatchGetItem']);
  });

  it('judges without a table, and writes a manifest with what Apollo Client sends', async () => {
    const path = folder({
      'names.graphql': NAMES,
      'variables.json': '{ "Names": { "first": 200 } }',
    });
    const manifest = join(path, 'manifest.json');
    const args = ['publish', path, '--client', 'app', '--dry-run', '--json', '--manifest', manifest];
    const { documents } = lastLine((await run(...args)).output);
    expect(documents[0]).toMatchObject({ status: 'judged' });
    const { format, version, operations } = JSON.parse(readFileSync(manifest, 'utf8'));
    expect({ format, version }).toEqual({ format: 'apollo-persisted-query-manifest', version: 1 });
    expect(operations).toMatchObject([{ name: 'Names', type: 'query', body: expect.stringContaining('__typename') }]);
    expect(operations[0].id).toBe(hashOf(operations[0].body));
    writeFileSync(join(path, 'variables.json'), '{ "Names": { "first": 1 } }');
    expect(lastLine((await run(...args)).output).documents[0].cost).toBeLessThan(documents[0].cost / 10);
  });

  it.each([
    [['--help'], 0, /--manifest/, /^$/],
    [['publish', 'nowhere', '--client', 'app', '--dry-run'], 1, /^$/, /There is no folder .*nowhere/],
  ] as const)('with %j ends with %i', async (args, code, output, errors) => {
    const ended = await run(...args);
    expect(ended.code).toBe(code);
    expect(ended.output).toMatch(output);
    expect(ended.errors).toMatch(errors);
  });

  it.each([
    [[], 'Say what to do: publish, list, remove. See --help.'],
    [['publish'], 'Name one folder: publish FOLDER. See --help.'],
    [['publish', 'nowhere'], 'Name the client: --client ID. See --help.'],
    [['publish', 'nowhere', '--client', 'App'], 'Name the client: --client ID. See --help.'],
    [['publish', 'nowhere', '--client', 'app'], 'Name the table: --table, or CLIENTS_TABLE.'],
    [['remove', '--client', 'app', '--table', 'clients'], 'Name what is to be removed: remove HASH... See --help.'],
  ])('refuses %j with one line that says what it takes', (args, message) => {
    expect(() => optionsOf(args, {})).toThrow(message);
  });
});
