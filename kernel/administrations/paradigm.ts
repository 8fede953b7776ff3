import type { Administration } from '../source.ts';

export const paradigm: Administration = {
  id: 'paradigm',
  name: { en: 'Paradigm', fr: 'Paradigm', nl: 'Paradigm' },
  homepage: 'https://paradigm.brussels',
};
