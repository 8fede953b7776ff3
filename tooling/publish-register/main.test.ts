import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { extract } from '../../test/support/register-files.ts';
import { registerTable } from '../../test/support/register-table.ts';
import { lines } from './progress.ts';

/** Runs the command as its user does. */
const run = (...args: string[]) => runWith(process.env, ...args);

function runWith(env: NodeJS.ProcessEnv, ...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk));
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<{ code: number | null; output: string; errors: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, output, errors })),
  );
  return { child, ended };
}
const lastLine = (output: string): unknown => JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');

it('says what it did, for people and then for programs', async () => {
  const { endpoint } = await registerTable();
  const { code, output, errors } = await run(extract(), '--endpoint', endpoint, '--json').ended;
  expect(errors).toBe('');
  expect(code).toBe(0);
  expect(output).toContain('Legal persons in the region: 3, with 2 establishments.');
  expect(output).toContain('  enterprise.csv:6  Status is "XX", which is none of AC, ST');
  expect(lastLine(output)).toMatchObject({ outcome: 'published', written: 5, rejected: 9, naturalPersons: 1 });
});

it('ends in good order when it is interrupted, and the next run goes on', async () => {
  let stop: (() => void) | null = null;
  const { endpoint } = await registerTable('enterprise-register', (operation) => {
    if (operation !== 'BatchWriteItem' || !stop) return null;
    stop();
    stop = null;
    return { status: 500, body: { message: 'out of order' } };
  });
  const folder = extract();
  const first = run(folder, '--endpoint', endpoint, '--json');
  stop = () => void first.child.kill('SIGINT');
  const interrupted = await first.ended;
  expect(interrupted.code).toBe(130);
  expect(interrupted.output).toContain('Stopped. Run again to go on from here.');
  expect(lastLine(interrupted.output)).toMatchObject({ outcome: 'interrupted', written: 0 });
  const second = await run(folder, '--endpoint', endpoint, '--json').ended;
  expect(lastLine(second.output)).toMatchObject({ outcome: 'published', before: 0, written: 5 });
});

it.each([
  [['--help'], 0, /--create-table/, /^$/],
  [[], 1, /^$/, /Name one folder/],
  [['nowhere'], 1, /^$/, /There is no folder .*nowhere/],
  [['nowhere', '--endpoint', 'here'], 1, /^$/, /takes an address/],
  [['nowhere', '--tables'], 1, /^$/, /--tables/],
] as const)('with %j ends with %i', async (args, code, output, errors) => {
  const ended = await run(...args).ended;
  expect(ended.code).toBe(code);
  expect(ended.output).toMatch(output);
  expect(ended.errors).toMatch(errors);
});

it.each([
  [
    'region',
    { AWS_REGION: undefined },
    'No AWS region is set: set AWS_REGION, or AWS_PROFILE to a profile that has one.',
  ],
  ['credentials', { AWS_REGION: 'eu-west-1' }, 'No AWS credentials were found: set AWS_PROFILE,'],
])('says what to do without a %s', async (_, given, message) => {
  // A home and an environment in which the SDK finds nothing.
  const { PATH } = process.env;
  const { code, errors } = await runWith(
    { PATH, HOME: extract(), AWS_EC2_METADATA_DISABLED: 'true', ...given },
    extract(),
  ).ended;
  expect(code).toBe(1);
  expect(errors.trim().split('\n').at(-1)).toContain(message);
  expect(errors).not.toContain('    at ');
});

it('prints a line every few seconds where there is no terminal', () => {
  const clock = { ms: 0 };
  const printed: string[] = [];
  const progress = lines(
    (line) => printed.push(line),
    () => clock.ms,
  );
  progress.begin('Writing items', 200);
  progress.reached(50);
  clock.ms = 6_000;
  progress.reached(100);
  progress.reached(150);
  expect(printed).toEqual(['Writing items: 50 %']);
});
