import { MapIncidents } from '../../../../client/__generated__/texts.ts';
import { plain } from '../../../parts/plain.ts';
import { Words } from '../../../parts/words.tsx';
import { layer } from '../layer.ts';

export const incidents = layer({
  id: 'incidents',
  operation: MapIncidents,
  items: ({ incidents }) => incidents,
  first: 200,
  isEmpty: ({ status }) => status === 'CLOSED',
  describe: ({ category, street, status, createdAt }, { messages: { things, layers, states }, format, language }) => ({
    title: plain(category, language) || layers.incidents,
    facts: [
      [things.what, <Words key="what" of={category} />],
      [things.street, street?.value ?? states.unknown],
      [things.state, things.incident[status]],
      [things.reported, createdAt ? format.moment(createdAt) : states.unknown],
    ],
  }),
});
