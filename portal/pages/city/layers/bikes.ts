import { MapBikes } from '../../../../client/__generated__/texts.ts';
import { layer } from '../layer.ts';

export const bikes = layer({
  id: 'bikes',
  operation: MapBikes,
  items: ({ bikeStations }) => bikeStations,
  first: 200,
  isWhole: true,
  figure: ({ bikesAvailable }) => (bikesAvailable === null ? '?' : String(bikesAvailable)),
  isEmpty: ({ bikesAvailable, renting }) => !bikesAvailable || !renting,
  describe: ({ name, bikesAvailable, docksAvailable, renting }, { messages: { things, states }, format }) => ({
    title: name.value,
    facts: [
      [things.bikesAvailable, bikesAvailable === null ? states.unknown : format.number(bikesAvailable)],
      [things.docksAvailable, docksAvailable === null ? states.unknown : format.number(docksAvailable)],
      ...(renting ? [] : [[things.state, things.notRenting] as const]),
    ],
  }),
});
