import type { Administration } from '../source.ts';

export const irceline: Administration = {
  id: 'irceline',
  name: { en: 'IRCEL-CELINE', fr: 'CELINE', nl: 'IRCEL' },
  homepage: 'https://www.irceline.be',
};
