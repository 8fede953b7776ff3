import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine, or the one that `CHROMIUM` names; null where there is none. */
export const chromium = (): string | null =>
  [process.env.CHROMIUM ?? '', ...PLACES].find((path) => path !== '' && existsSync(path)) ?? null;

export const WITHOUT_CHROMIUM = 'There is no Chromium: apt-get install -y chromium, or CHROMIUM=/path/to/one.';

/** Installs Debian's Chromium where there is none, for whoever may: root, as in continuous integration. */
export function haveChromium(): void {
  if (chromium() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('… installing Chromium for the browser tests (apt-get install -y chromium)');
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], quiet);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
}
