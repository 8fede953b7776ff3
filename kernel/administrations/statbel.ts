import type { Administration } from '../source.ts';

export const statbel: Administration = {
  id: 'statbel',
  name: { en: 'Statbel', fr: 'Statbel', nl: 'Statbel', de: 'Statbel' },
  homepage: 'https://statbel.fgov.be',
};
