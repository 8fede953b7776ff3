import type { Administration } from '../source.ts';

export const brusselsMobility: Administration = {
  id: 'brussels-mobility',
  name: { en: 'Brussels Mobility', fr: 'Bruxelles Mobilité', nl: 'Brussel Mobiliteit' },
  homepage: 'https://mobilite-mobiliteit.brussels',
};
