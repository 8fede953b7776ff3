import { setting } from '../env.ts';
import type { Administration } from '../source.ts';

export const sncbNmbs: Administration = {
  id: 'sncb-nmbs',
  name: { en: 'SNCB-NMBS', fr: 'SNCB', nl: 'NMBS' },
  homepage: 'https://www.belgiantrain.be',
};

/** iRail is no part of the railway company: it makes its times usable for others. */
export const IRAIL_ATTRIBUTION = 'Data of SNCB-NMBS, through iRail, https://irail.be.';

/**
 * What iRail lets one address ask, stations and boards together: three a second, and five more now and then. Ten seconds
 * are the shortest period that is counted: what they allow is what may come at once.
 */
export const irailQuota = setting('IRAIL_QUOTA', '8/10, 180/60');
