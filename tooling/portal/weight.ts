import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A part of Vite's manifest. */
interface Part {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}
type Manifest = Readonly<Record<string, Part>>;

/** Bytes of the first load of the City page, compressed, without the map library that comes later. */
export const BUDGET = 350_000;

const ENTRY = 'index.html';
/** What the City page loads at once: itself, and one language of three, of which the heaviest counts. */
const PAGE = 'pages/city/city.tsx';
const LANGUAGES = ['messages/en.ts', 'messages/fr.ts', 'messages/nl.ts'];

/** The weight of the first load of the City page, in compressed bytes, from the built files. */
export function weightOfCity(folder: string): number {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'));
  const sizeOf = (file: string): number => {
    const content = readFileSync(join(folder, file));
    return file.endsWith('.woff2') ? content.byteLength : gzipSync(content).byteLength;
  };
  const sizeWith = (...names: string[]): number => {
    const parts = partsOf(manifest, names);
    const files = new Set(parts.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]));
    return [...files].reduce((sum, file) => sum + sizeOf(file), sizeOf(ENTRY));
  };
  return Math.max(...LANGUAGES.map((language) => sizeWith(ENTRY, PAGE, language)));
}

/** The named parts, and those that they import at once. */
function partsOf(manifest: Manifest, names: readonly string[], seen = new Set<string>()): readonly Part[] {
  return names.flatMap((name) => {
    if (seen.has(name)) return [];
    seen.add(name);
    const part = manifest[name];
    if (!part) throw new Error(`The built portal has no ${name}.`);
    return [part, ...partsOf(manifest, part.imports ?? [], seen)];
  });
}
