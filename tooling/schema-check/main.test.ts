import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCommand } from '../../test/support/command.ts';
import { ROOT } from '../folders.ts';
import type { Change, Misfit } from './changes.ts';

const contract = readFileSync(join(ROOT, 'gateway/api.graphql'), 'utf8');

interface Report {
  readonly breaking: number;
  readonly dangerous: number;
  readonly changes: readonly Change[];
  readonly operations: readonly Misfit[];
}

/** Checks a contract against the committed one, or against another. */
async function check(now: string, released = contract) {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = { contract: join(folder, 'now.graphql'), released: join(folder, 'released.graphql') };
  writeFileSync(files.contract, now);
  writeFileSync(files.released, released);
  const args = ['--contract', files.contract, '--released', files.released, '--json'];
  const { code, output, errors } = await runCommand('tooling/schema-check/main.ts', args);
  const report: Report = JSON.parse(output);
  return { code, errors, ...report };
}

/** The contract with one place changed; fails when the place is not there. */
function changed(from: string | RegExp, to: string, text = contract): string {
  const result = text.replace(from, to);
  expect(result).not.toBe(text);
  return result;
}

it('breaks nobody with the contract as it is committed', async () => {
  const { code } = await runCommand('tooling/schema-check/main.ts', []);
  expect(code).toBe(0);
});

it('names a field that is gone, and the operations that ask for it, each with its place', async () => {
  const { code, errors, changes, operations } = await check(changed('  bikesAvailable: Int\n', '  bikes: Int\n'));
  expect(code).toBe(1);
  expect(changes[0]).toMatchObject({ level: 'BREAKING', at: 'BikeStation.bikesAvailable' });
  expect(operations).toContainEqual({
    file: expect.stringMatching(/^client\/operations\/near-me\.graphql:\d+$/),
    message: expect.stringContaining('Cannot query field "bikesAvailable" on type "BikeStation".'),
  });
  expect(errors).toMatch(/BREAKING +BikeStation\.bikesAvailable/);
});

it('names an argument that has become needed', async () => {
  const { code, changes } = await check(changed('  places(text: String!)', '  places(text: String!, inside: ID!)'));
  expect(code).toBe(1);
  expect(changes).toMatchObject([{ level: 'BREAKING', at: 'Query.places.inside' }]);
});

it('lets a new enum value pass, and calls it dangerous', async () => {
  const { code, dangerous, changes } = await check(changed('enum Freshness {', 'enum Freshness {\n  ANCIENT'));
  expect([code, dangerous]).toEqual([0, 1]);
  expect(changes).toMatchObject([{ level: 'DANGEROUS', at: 'Freshness.ANCIENT' }]);
});

it('lets a new field pass', async () => {
  const { code, changes } = await check(changed('type BikeStation {', 'type BikeStation {\n  colour: String'));
  expect([code, changes.map(({ level }) => level)]).toEqual([0, ['SAFE']]);
});

it.each([
  ['2020-01-01', 0, 'SUNSET'],
  ['2999-01-01', 1, 'BREAKING'],
])('lets what is deprecated go only after its day: %s', async (day, code, level) => {
  const released = changed(
    'type BikeStation {',
    `type BikeStation {\n  old: Old @deprecated(reason: "Ask for \`new\`. Answered until ${day}.")`,
    `${contract}\ntype Old { a: Int }`,
  );
  const checked = await check(contract, released);
  expect(checked.code).toBe(code);
  expect(checked.changes.map((change) => [change.at, change.level])).toEqual([
    ['BikeStation.old', level],
    ['Old', level],
  ]);
});
