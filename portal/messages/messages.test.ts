import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from './en.ts';
import fr from './fr.ts';
import nl from './nl.ts';

/** Every text with its path; of a function, what it makes of its parameters. */
function textsIn(messages: object, path = ''): readonly (readonly [path: string, text: string])[] {
  return Object.entries(messages).flatMap(([key, value]: [string, unknown]) => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'function') return [[here, String(value('1', '2', '3'))] as const];
    return typeof value === 'object' && value !== null ? textsIn(value, here) : [[here, String(value)] as const];
  });
}

const english = textsIn(en);

describe.each([
  ['French', fr],
  ['Dutch', nl],
])('%s', (_, messages) => {
  const texts = textsIn(messages);

  it('has every text that English has, and no other', () => {
    expect(texts.map(([path]) => path)).toEqual(english.map(([path]) => path));
  });

  it('leaves none empty, and says what it is given', () => {
    expect(texts.filter(([, text]) => text.trim() === '').map(([path]) => path)).toEqual([]);
    const numbers = (text: string) => text.match(/[123]/g)?.length ?? 0;
    const given = new Map(english.filter(([, text]) => !/\d{2}|PM|WCAG/.test(text)));
    const lost = texts.filter(([path, text]) => numbers(text) < numbers(given.get(path) ?? ''));
    expect(lost.map(([path]) => path)).toEqual([]);
  });

  it('is translated: what reads as English does so because the word is the same', () => {
    const same = texts.filter(([path, text]) => english.some(([other, its]) => other === path && its === text));
    expect(same.length).toBeLessThan(english.length / 10);
  });
});

it('every text is used: the sources of the portal name each group', () => {
  const folder = join(import.meta.dirname, '..');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('messages'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const keys = [...new Set(english.map(([path]) => path.split('.')[1] ?? ''))];
  const indexed = new Set([
    'bikes',
    'stops',
    'traffic',
    'roadEvents',
    'air',
    'incidents',
    'permits',
    ...Object.keys(en.units),
  ]);
  expect(keys.filter((key) => !indexed.has(key) && !new RegExp(`\\b${key}\\b`).test(sources))).toEqual([]);
});
