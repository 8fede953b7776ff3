import type { Messages } from './en.ts';
import { city } from './fr/city.ts';
import { explorer } from './fr/explorer.ts';
import { measures } from './fr/measures.ts';
import { site } from './fr/site.ts';

const fr: Messages = { ...site, ...city, ...measures, ...explorer };

export default fr;
