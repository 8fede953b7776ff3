import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../tooling/folders.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  /** It lies in the archive of the package around it, whose hash covers it. */
  readonly inBundle?: boolean;
}
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const { packages }: { packages: Record<string, Locked> } = read('package-lock.json');
const { dependencies, devDependencies, allowScripts } = read('package.json');
const locked = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.replace(/^.*node_modules\//, '');

describe('what is installed', () => {
  it('is the version that package.json names, and no other', () => {
    const wanted: [string, string][] = Object.entries({ ...dependencies, ...devDependencies });
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(wanted.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
  });

  it('is what was looked at: each package has its SHA-512, and comes from the registry', () => {
    const open = locked.filter(([, { integrity, inBundle }]) => !integrity?.startsWith('sha512-') && !inBundle);
    expect(open.map(([path]) => path)).toEqual([]);
    const elsewhere = locked.filter(([, { resolved, link }]) => link || (resolved && !resolved.startsWith('https://')));
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it('runs no script of its own that nobody has decided on', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(scripted.filter((name) => !Object.hasOwn(allowScripts, name))).toEqual([]);
  });
});
