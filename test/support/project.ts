import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from '../../tooling/folders.ts';

/** A file of ours, with the files of ours and the packages that it imports. */
export interface ProjectFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
  /** Paths relative to the project. */
  readonly imports: readonly string[];
}

/** Every TypeScript file that we wrote. */
export function projectFiles(): readonly ProjectFile[] {
  return globSync('**/*.{ts,tsx}', {
    cwd: ROOT,
    exclude: ['node_modules', '**/node_modules', '**/__generated__', 'cdk.out'],
  })
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const specifiers = [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g)].map(
        ([, specifier]) => specifier ?? '',
      );
      return { path, text, imports: specifiers.map((specifier) => normalize(join(dirname(path), specifier))) };
    });
}
