import { MapPermits } from '../../../../client/__generated__/texts.ts';
import { plain } from '../../../parts/plain.ts';
import { Words } from '../../../parts/words.tsx';
import { layer } from '../layer.ts';

export const permits = layer({
  id: 'permits',
  operation: MapPermits,
  items: ({ permits }) => permits,
  first: 200,
  describe: (permit, { messages: { things, states }, format, language }) => {
    const { kind, subject, status, street, houseNumber, receivedOn } = permit;
    return {
      title: plain(subject, language) || things.permit[kind],
      facts: [
        [things.what, subject ? <Words key="what" of={subject} /> : states.unknown],
        [things.kind, things.permit[kind]],
        [things.state, status ? <Words key="state" of={status} /> : states.unknown],
        [things.street, street ? `${street.value} ${houseNumber ?? ''}`.trim() : states.unknown],
        [things.received, receivedOn ? format.day(receivedOn) : states.unknown],
      ],
    };
  },
});
