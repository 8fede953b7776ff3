import { createClient } from '../../client/index.ts';

/** The graph behind this page: the same origin, as anybody asks it. */
export const graph = createClient({ url: new URL('/graphql', location.origin) });
