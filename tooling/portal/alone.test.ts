import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alone } from './alone.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alone-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('lets one do its work after the other, also when one fails', async () => {
  const lock = join(folder, 'new', 'lock');
  const told: string[] = [];
  const work = (name: string) => async () => {
    told.push(`${name} begins`);
    await wait(30);
    told.push(`${name} ends`);
    if (name === 'first') throw new Error('It went wrong.');
  };
  const both = await Promise.allSettled([alone(lock, work('first')), alone(lock, work('second'))]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(told).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  expect(existsSync(lock)).toBe(false);
});

it('takes over from a process that is gone', async () => {
  const lock = join(folder, 'left');
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(lock, String(pid));
  expect(await alone(lock, async () => 'done')).toBe('done');
});
