import { read, setting } from './env.ts';

/** Where an administration reaches whoever runs this deployment: a page or a mail address. */
const CONTACT = setting('OPERATOR_CONTACT', 'operator has set no contact');

/** Who we are to a server of somebody else. */
export const userAgent = (): string => `BrusselsCityGraph/0.1 (${read(CONTACT)})`;
