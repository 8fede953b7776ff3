import { MapStops } from '../../../../client/__generated__/texts.ts';
import { layer } from '../layer.ts';

export const stops = layer({
  id: 'stops',
  operation: MapStops,
  items: ({ stops }) => stops,
  first: 200,
  near: 15,
  describe: ({ name, lines }, { messages: { things, states } }) => ({
    title: name.value,
    facts: [
      [
        things.lines,
        lines === null
          ? states.unknown
          : lines.length > 0
            ? lines.map(({ number }) => number).join(', ')
            : things.noLines,
      ],
    ],
  }),
});
