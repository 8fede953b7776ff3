import type { Messages } from './en.ts';
import { city } from './nl/city.ts';
import { measures } from './nl/measures.ts';
import { site } from './nl/site.ts';

const nl: Messages = { ...site, ...city, ...measures };

export default nl;
