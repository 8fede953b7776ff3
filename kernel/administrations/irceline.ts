import { setting } from '../env.ts';
import type { Administration } from '../source.ts';

export const irceline: Administration = {
  id: 'irceline',
  name: { en: 'IRCEL-CELINE', fr: 'CELINE', nl: 'IRCEL' },
  homepage: 'https://www.irceline.be',
};

/** What may be asked of its one host, all datasets together; no number is published. */
export const ircelineQuota = setting('IRCELINE_QUOTA', '120/60');
