import { setting } from '../env.ts';
import type { Administration } from '../source.ts';

export const paradigm: Administration = {
  id: 'paradigm',
  name: { en: 'Paradigm', fr: 'Paradigm', nl: 'Paradigm' },
  homepage: 'https://paradigm.brussels',
};

/** What may be asked of its server of vectors, on which others of the region publish as well; no number is published. */
export const urbisQuota = setting('URBIS_QUOTA', '120/60');
