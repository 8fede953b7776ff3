import { setting } from '../env.ts';
import type { Administration } from '../source.ts';

export const cityOfBrussels: Administration = {
  id: 'city-of-brussels',
  name: { en: 'City of Brussels', fr: 'Ville de Bruxelles', nl: 'Stad Brussel' },
  homepage: 'https://www.brussels.be',
  nisCode: '21004',
};

/** What one address may ask of the City's portal, all its datasets together; no number is published. */
export const cityQuota = setting('CITY_OF_BRUSSELS_QUOTA', '120/60');
