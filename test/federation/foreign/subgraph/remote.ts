import { secret, url } from '../../../../kernel/env.ts';
import { bearer, defineRemote } from '../../../../kernel/remote.ts';
import { CC_BY } from '../../../../kernel/source.ts';

export const remote = defineRemote({
  administration: {
    id: 'library-office',
    name: { en: 'Library office', fr: 'Office des bibliothèques', nl: 'Bibliotheekdienst' },
    homepage: 'https://libraries.example.org',
  },
  licence: CC_BY,
  attribution: 'Library office',
  endpoint: url('SUBGRAPH_LIBRARIES_URL', 'https://graph.libraries.example.org/graphql'),
  authentication: bearer(secret('SUBGRAPH_LIBRARIES_TOKEN')),
});
