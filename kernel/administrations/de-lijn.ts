import type { Administration } from '../source.ts';

export const deLijn: Administration = {
  id: 'de-lijn',
  name: { en: 'De Lijn', fr: 'De Lijn', nl: 'De Lijn' },
  homepage: 'https://www.delijn.be',
};

export const DE_LIJN_ATTRIBUTION =
  'Source: De Lijn – Open Data, published through the Belgian Mobility Company, https://data.belgianmobility.io. ' +
  'Modified by Brussels City Graph.';
