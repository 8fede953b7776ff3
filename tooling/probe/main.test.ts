import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { runCommand } from '../../test/support/command.ts';

/** Runs the command with nothing set but what is given. */
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCommand('tooling/probe/main.ts', args, env, true);
const lastLine = (output: string): unknown => JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');

it('prints a table of the sandbox, ends with a line for programs, and with 0', async () => {
  const { code, output, errors } = await run(['--sandbox', '--seed', '7', '--json']);
  expect(errors).toMatch(
    /^\d+ sources of \d+ administrations, at most 4 of these at once: some \d+ requests to the sandbox/,
  );
  expect(output).toMatch(/\nvillo-stations +jcdecaux +OK /);
  expect(output).toMatch(/\n\n(\d+) probed: \1 OK, 0 failed\. \d+ requests, [\d.]+ MB\.\n/);
  expect(lastLine(output)).toMatchObject({ failed: 0, withoutKey: 0 });
  expect(code).toBe(0);
});

it('ends with 1 when a source fails, which the others do not notice', async () => {
  const only = ['--only', 'villo-stations,kmi-weather', '--only', 'dott-vehicles'];
  const faults = ['--fault', 'villo-stations=rename:station_id', '--fault', 'kmi-weather=hang'];
  const { code, output } = await run(['--sandbox', ...only, ...faults, '--json']);
  expect(code).toBe(1);
  expect(lastLine(output)).toMatchObject({
    probed: 3,
    ok: 1,
    failed: 2,
    rows: [
      { dataset: 'dott-vehicles', outcome: 'OK' },
      { dataset: 'kmi-weather', outcome: 'SOURCE_TIMEOUT', method: 'weather' },
      { dataset: 'villo-stations', outcome: 'SOURCE_INVALID', field: 'data.stations.0.station_id' },
    ],
  });
});

it('asks the administrations themselves where the variables lead, without the shared table', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const { STIB_API_KEY, ...environment } = sandbox.environment();
  const args = ['--only', 'stib-stops,stib-waiting-times,villo-stations', '--json'];
  const { code, output, errors } = await run(args, { ...environment, OPERATOR_CONTACT: 'city@example.org' });
  expect(STIB_API_KEY).toBeDefined();
  expect(errors).toContain('requests to the administrations themselves');
  expect(lastLine(output)).toMatchObject({
    rows: [
      { dataset: 'stib-stops', outcome: 'SOURCE_REFUSED', cause: 'HTTP_401', key: 'MISSING' },
      { dataset: 'stib-waiting-times', outcome: 'NOT_ASKED', of: 'stib-stops', key: 'MISSING' },
      { dataset: 'villo-stations', outcome: 'OK', key: 'NOT_NEEDED' },
    ],
  });
  expect(code).toBe(0);
  expect(sandbox.requests('shared-state')).toEqual([]);
  expect(output + errors).not.toMatch(/https?:|127\.0\.0\.1/);
});

it('goes without a contact only when it is told to', async () => {
  const refused = await run([]);
  expect(refused).toMatchObject({ code: 1, output: '' });
  expect(refused.errors).toMatch(/^Set OPERATOR_CONTACT .*--anonymous/);
  const nowhere = { VILLO_GBFS_URL: 'http://127.0.0.1:1' };
  expect((await run(['--anonymous', '--only', 'villo-stations'], nowhere)).output).toContain('ECONNREFUSED');
});

it.each([
  [['--help'], 0, /--anonymous[\s\S]*certificate/, /^$/],
  [
    ['--sandbox', '--only', 'vilo-stations'],
    1,
    /^$/,
    /^There is no dataset "vilo-stations"\. The closest is "villo-stations"\.\n$/,
  ],
  [['--sandbox', '--fault', 'stib-stop=hang'], 1, /^$/, /The closest is "stib-stops"/],
  [['--sandbox', '--fault', 'stib-stops=explode'], 1, /^$/, /There is no fault "explode"/],
  [['--sandbox', '--fault', 'stib-stops'], 1, /^$/, /takes DATASET=KIND/],
  [['--sandbox', '--seed', 'one'], 1, /^$/, /whole number/],
  [['--anonymous', '--seed', '2'], 1, /^$/, /need --sandbox/],
  [['--sandboxes'], 1, /^$/, /--sandboxes/],
])('with %j ends with %i', async (args, code, output, errors) => {
  const ended = await run(args);
  expect(ended.code).toBe(code);
  expect(ended.output).toMatch(output);
  expect(ended.errors).toMatch(errors);
});
