import { MapRoadEvents } from '../../../../client/__generated__/texts.ts';
import { plain } from '../../../parts/plain.ts';
import { Words } from '../../../parts/words.tsx';
import { layer } from '../layer.ts';

export const roadEvents = layer({
  id: 'roadEvents',
  operation: MapRoadEvents,
  items: ({ roadEvents }) => roadEvents,
  first: 200,
  isWhole: true,
  describe: ({ kinds, place, consequences }, { messages: { things, states }, format, language }) => {
    const what = format.list(kinds.map((kind) => things.event[kind]));
    const where = plain(place, language);
    return {
      title: where ? `${what}: ${where}` : what,
      facts: [
        [things.what, what],
        [things.where, place ? <Words key="where" of={place} /> : states.unknown],
        [things.consequences, consequences ? <Words key="then" of={consequences} /> : states.unknown],
      ],
    };
  },
});
