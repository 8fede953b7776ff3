import { setting } from '../env.ts';
import type { Administration } from '../source.ts';

export const brusselsMobility: Administration = {
  id: 'brussels-mobility',
  name: { en: 'Brussels Mobility', fr: 'Bruxelles Mobilité', nl: 'Brussel Mobiliteit' },
  homepage: 'https://mobilite-mobiliteit.brussels',
};

/** What may be asked of its one host, all datasets together; no number is published. */
export const brusselsMobilityQuota = setting('BRUSSELS_MOBILITY_QUOTA', '120/60');
