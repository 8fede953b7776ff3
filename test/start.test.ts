import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { ROOT } from '../tooling/folders.ts';

/** `npm start` as a user runs it, on whatever port is free. */
interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  readonly output: () => string;
  /** Its exit code, once it ends. */
  readonly exited: Promise<number | null>;
}

const running = new Set<Omit<Started, 'url'>>();
afterEach(async () => {
  for (const { process: child } of running) child.kill('SIGTERM');
  await Promise.all([...running].map(({ exited }) => exited));
  running.clear();
});

function npmStart(args: readonly string[] = [], env: Record<string, string> = {}): Omit<Started, 'url'> {
  const child = spawn('npm', ['start', '--', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const started = { process: child, output: () => output, exited };
  running.add(started);
  return started;
}

async function start(...args: string[]): Promise<Started> {
  const started = npmStart(args, { PORT: '0' });
  while (true) {
    const url = /on (http:\/\/localhost:\d+)/.exec(started.output())?.[1];
    if (url) return { ...started, url };
    if (started.process.exitCode !== null) throw new Error(started.output());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function ask(url: string, query: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as {
    data: Record<string, unknown>;
    errors?: { extensions: Record<string, unknown> }[];
  };
}

it('serves the federation and ends cleanly when npm is told to', async () => {
  const { process: child, url, output, exited } = await start();
  expect(output().match(/http:\/\/localhost/g)).toHaveLength(1);
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${url}/schema.graphql`)).text()).toContain('type Municipality');
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  const { data, errors } = await ask(url, '{ municipalities { nisCode } }');
  expect(errors).toBeUndefined();
  expect(data.municipalities).toHaveLength(19);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

it('says how the commands reach the tables of its sandbox, for as long as it runs', async () => {
  const { process: child, exited, url } = await start();
  const file = `node_modules/.cache/sandbox-${new URL(url).port}.env`;
  const list = () =>
    spawnSync('sh', ['-c', `set -a; . ./${file}; exec node tooling/clients/main.ts list --json`], {
      cwd: ROOT,
      encoding: 'utf8',
    });
  expect(list().stdout).toContain('"city-of-brussels-desk"');
  child.kill('SIGTERM');
  await exited;
  expect(list().status).not.toBe(0);
});

it('ends cleanly on Ctrl-C', async () => {
  const { process: child, exited } = await start();
  child.kill('SIGINT');
  expect(await exited).toBe(0);
});

it('switches an administration off, and prints the tree of what was asked', async () => {
  const { url, output } = await start('--fault', 'villo-stations=refuse', '--trace');
  const { data, errors } = await ask(
    url,
    'query Bikes { municipalities(nisCodes: ["21009"]) { name { value } bikeStations { id } } }',
  );
  expect(data.municipalities).toEqual([{ name: { value: 'Ixelles / Elsene' }, bikeStations: null }]);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'SOURCE_UNAVAILABLE', dataset: 'villo-stations' });
  expect(output()).toMatch(/Bikes {2}[\d.]+ ms, 1 error\n├─ mobility .*\n│ {2}├─ .*\n│ {2}└─ .*\n└─ governance /);
  expect(output()).toMatch(/villo-stations .*FAILED/);
});

it.each([
  [['--fault', 'villo-stations=explode'], /There are: .*refuse, .*hang/],
  [['--fault', 'no-such-source=hang'], /There are: .*villo-stations/],
  [['--seed', 'one'], /whole number/],
])('refuses %j with one line that says what it takes', async (args, message) => {
  const { exited, output } = npmStart(args);
  expect(await exited).toBe(1);
  expect(output()).toMatch(message);
  expect(output()).not.toMatch(/\n\s+at /);
});

it('says how to choose another port when its own is taken', async () => {
  const { url } = await start();
  const second = npmStart([], { PORT: new URL(url).port });
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain('PORT=');
});
