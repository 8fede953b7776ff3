import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../tooling/folders.ts';

const OPTIONS = {
  ...{ strict: true, noEmit: true, verbatimModuleSyntax: true, allowImportingTsExtensions: true },
  ...{
    module: 'nodenext',
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable'],
    types: [],
    preserveSymlinks: true,
  },
};

/**
 * What the compiler says of the programs in a folder, as a strict project would have it; nothing when all is right.
 * @param skipLibCheck leaves out the declarations of the packages themselves
 */
export async function typeErrorsIn(folder: string, skipLibCheck = false): Promise<string> {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...OPTIONS, skipLibCheck }, include: ['*.ts'] }),
  );
  try {
    await promisify(execFile)(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', folder]);
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}
