import { join } from 'node:path';
import { bundle } from '../../../tooling/bundles/bundle.ts';
import { ownSubgraphNames, ROOT } from '../../../tooling/folders.ts';

/** Where the functions under test lie, as they would be deployed to this machine's processor. */
export const BUILT = join(ROOT, 'dist', 'lane', 'functions');

/** Builds them, once for all files. */
export default async function build(): Promise<void> {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
  await Promise.all(['gateway', ...ownSubgraphNames()].map((name) => bundle(name, architecture, BUILT)));
}
