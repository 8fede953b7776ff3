import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { openTrail } from '../../kernel/trail/trail.ts';
import { runCommand } from '../../test/support/command.ts';
import { ACT, at, servedTrail } from '../../test/support/trail.ts';
import { HELP, optionsOf } from './options.ts';

const audit = (...args: string[]) => runCommand('tooling/audit/main.ts', args);
const lastLine = (output: string): unknown => JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
const trail = openTrail({ now: () => new Date(at()) });

/** A trail of three acts, and how to remove what one looks for in it. */
async function ofThree() {
  const { origin, snapshot } = await servedTrail();
  const read = (act: Partial<typeof ACT>) => trail.recorded({ ...ACT, ...act }, async () => 1, Number);
  await read({});
  await read({ fields: ['Citizen.income'], reason: { ...ACT.reason, purpose: 'Red \u001b[31mtext' } });
  await read({ caller: { client: 'portfolio', administration: null }, kind: 'WRITE' });
  const remove = async (from: 'entries' | 'heads', index: number): Promise<void> => {
    const { pk, sk } = (await snapshot())[from].at(index) ?? {};
    const client = new DynamoDBClient({ endpoint: origin });
    await client.send(new DeleteItemCommand({ TableName: 'trail', Key: marshall({ pk, sk }) }));
    client.destroy();
  };
  return { remove };
}

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'anchor-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'anchor.json');
}

it('verifies an untouched trail, and ends with 1 and a name once somebody has removed an entry', async () => {
  const { remove } = await ofThree();
  const good = await audit('verify', '--json');
  expect([good.code, good.errors]).toEqual([0, '']);
  expect(good.output).toContain('6 entries of 1 writer.\nNobody has tampered with the trail.');
  expect(lastLine(good.output)).toEqual({ entries: 6, writers: 1, tampering: 0, findings: [] });
  await remove('entries', 2);
  const bad = await audit('verify', '--json');
  expect(bad.code).toBe(1);
  expect(bad.output).toMatch(/^! REMOVED {10}[0-9a-f-]{36} {2}entry 3 was removed\n/);
  expect(lastLine(bad.output)).toMatchObject({ tampering: 1, findings: [{ kind: 'REMOVED', seq: 3 }] });
});

it('compares with the anchor of the last time, and leaves it as it was when somebody has tampered', async () => {
  const file = temporaryFile();
  const { remove } = await ofThree();
  expect((await audit('verify', '--anchor', file)).code).toBe(0);
  const anchor = readFileSync(file, 'utf8');
  const again = await audit('verify', '--anchor', file);
  expect(again.output).toMatch(/6 entries of 1 writer, compared with the anchor of \d{4}-/);
  const kept = readFileSync(file, 'utf8');
  expect(JSON.parse(kept).reached).toEqual(JSON.parse(anchor).reached);
  await remove('entries', -1);
  const { code, output } = await audit('verify', '--anchor', file);
  expect(code).toBe(1);
  expect(output).toContain('ROLLED_BACK');
  expect(output).toContain('The anchor stays as it was.');
  expect(readFileSync(file, 'utf8')).toBe(kept);
  expect((await audit('verify', '--anchor', file, '--table', 'another')).errors).toMatch(/anchor of the table trail/);
});

it('lists who read what and why, and lets no text of a caller speak to the terminal', async () => {
  await ofThree();
  const { code, output } = await audit('show', '--json');
  expect(code).toBe(0);
  expect(output).toMatch(/^at +client +administration +kind +fields /);
  expect(output).toMatch(/housing-office +READ +Citizen\.address Citizen\.household .* H-2026-7 +DONE +1 /);
  expect(output).toContain('Red �[31mtext');
  expect(output).not.toContain('\u001b');
  expect(lastLine(output)).toMatchObject({
    entries: [{}, {}, { client: 'portfolio', kind: 'WRITE', outcome: 'DONE' }],
  });
});

it('ends with 2 when it could not verify', async () => {
  const { fail } = await servedTrail();
  await fail('refuse');
  expect((await audit('verify')).code).toBe(2);
  process.env.TRAIL_KEYS = '';
  expect(await audit('verify')).toMatchObject({ code: 2, errors: 'TRAIL_KEYS has no key\n' });
});

it('helps, and says in one line what is wrong with a command', async () => {
  expect(await audit('--help')).toMatchObject({ code: 0, output: `${HELP}\n`, errors: '' });
  expect(await audit()).toMatchObject({ code: 2, output: '', errors: 'Say verify or show. See --help.\n' });
});

it.each([
  ['show', /Name the table/],
  ['show all --table trail', /Say verify or show/],
  ['show --table trail --since yesterday', /takes a moment/],
  ['show --table trail --anchor x', /--anchor is for verify/],
  ['verify --table trail --client x', /takes no filter/],
  ['verify --table trail --endpoint here', /takes an address/],
])('does not take "%s"', (line, message) => {
  expect(() => optionsOf(line.split(' '), {})).toThrow(message);
});
