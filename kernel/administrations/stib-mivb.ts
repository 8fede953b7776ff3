import { secret, setting } from '../env.ts';
import type { Administration } from '../source.ts';
import { gatewayHeaders } from './belgian-mobility.ts';

export const stibMivb: Administration = {
  id: 'stib-mivb',
  name: { en: 'STIB-MIVB', fr: 'STIB', nl: 'MIVB' },
  homepage: 'https://www.stib-mivb.be',
};

/** The sentences that STIB-MIVB prescribes. The date they ask for is each answer's `provenance`. */
export const STIB_ATTRIBUTION =
  'Source: STIB-MIVB – Open Data. Contains data originally published by STIB-MIVB, modified by Brussels City Graph. ' +
  'Published through the Belgian Mobility Company, https://data.belgianmobility.io.';

/** The key of the Belgian Mobility Company's gateway, through which STIB-MIVB publishes. */
export const stibKey = secret('STIB_API_KEY');

/**
 * What one key may ask, all its datasets together. The terms speak of 500 a minute and 12,000 a day, "indicative";
 * 8 a minute have been reported as well, so that is the default until the company says what ours may.
 */
export const stibQuota = setting('STIB_QUOTA', '8/60, 12000/86400');

/** The headers that carry the key. Without one the gateway answers a few anonymous questions a day. */
export const stibHeaders = (): Readonly<Record<string, string>> => gatewayHeaders(stibKey);

/** Records on a page: the gateway has been seen to answer so many, which saves its quota. */
export const STIB_PAGE = 1_000;
