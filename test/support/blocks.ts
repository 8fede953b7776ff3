import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../tooling/folders.ts';

/** A fenced block of a page: its language, the name after it if any, and its text. */
export interface Block {
  readonly language: string;
  readonly name: string;
  readonly text: string;
}

/** The blocks of a page of ours, in order. */
export function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w*) ?([^\n]*)\n(.*?)^```$/gms)].map(([, language = '', name = '', block = '']) => ({
    language,
    name,
    text: block,
  }));
}

/** What a page shows to be asked at `npm start`, as it is asked at another address. */
export const askedAt = (url: string, text: string): string => text.replaceAll(/(http:\/\/)?localhost:4000/g, url);

/** Writes blocks into a folder, under their names. */
export function writeBlocks(blocks: readonly Block[], folder: string, url: string): void {
  for (const { name, text } of blocks) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, askedAt(url, text));
  }
}
