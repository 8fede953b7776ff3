import type { Administration } from '../source.ts';

export const cityOfBrussels: Administration = {
  id: 'city-of-brussels',
  name: { en: 'City of Brussels', fr: 'Ville de Bruxelles', nl: 'Stad Brussel' },
  homepage: 'https://www.brussels.be',
  nisCode: '21004',
};
