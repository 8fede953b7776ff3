import { read, type Setting, secret, setting } from '../env.ts';

/**
 * The gateway of the Belgian Mobility Company, through which the operators publish: what its feeds have in common.
 * STIB-MIVB's own sets keep their own key (`stib-mivb.ts`); where one key serves all, the quotas have to add up to
 * what it may.
 */
export const BMC_GATEWAY = 'https://api-management-opendata-production.azure-api.net';

/** The key of the feeds of De Lijn and SNCB. Without one the gateway answers 100 anonymous questions a day. */
export const bmcKey = secret('BMC_API_KEY');

/** What that key may ask, all its feeds together; the terms that STIB-MIVB's key has, see `stibDataset`. */
export const bmcQuota = setting('BMC_QUOTA', '8/60, 12000/86400');

/**
 * The headers that carry a key. The gateway documents the first name and has been seen to want the second; both
 * together work.
 */
export function gatewayHeaders(setting: Setting = bmcKey): Readonly<Record<string, string>> {
  const key = read(setting);
  return key ? { 'bmc-partner-key': key, 'ocp-apim-subscription-key': key } : {};
}

/** An id without what the company puts before it: `gs:delijn:303916` and `gs:nmbssncb:8866001_3` are stops. */
export const withoutPrefix = (id: string): string => id.replace(/^g\w:[^:]*:/, '');
