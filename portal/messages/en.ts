import { city } from './en/city.ts';
import { explorer } from './en/explorer.ts';
import { measures } from './en/measures.ts';
import { site } from './en/site.ts';

/** The page's own texts. English is the one that gives them their names; French and Dutch have the same. */
const en = { ...site, ...city, ...measures, ...explorer };

export type Messages = typeof en;
export type SiteMessages = typeof site;
export type CityMessages = typeof city;
export type MeasureMessages = typeof measures;
export type ExplorerMessages = typeof explorer;
export default en;
