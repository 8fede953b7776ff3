import type { Messages } from './en.ts';
import { city } from './nl/city.ts';
import { explorer } from './nl/explorer.ts';
import { measures } from './nl/measures.ts';
import { site } from './nl/site.ts';

const nl: Messages = { ...site, ...city, ...measures, ...explorer };

export default nl;
