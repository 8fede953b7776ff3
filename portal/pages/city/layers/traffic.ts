import { MapTraffic } from '../../../../client/__generated__/texts.ts';
import { plain } from '../../../parts/plain.ts';
import { layer } from '../layer.ts';

export const traffic = layer({
  id: 'traffic',
  operation: MapTraffic,
  items: ({ trafficCounters }) => trafficCounters,
  first: 100,
  isWhole: true,
  isEmpty: ({ vehicles }) => vehicles === null,
  describe: ({ id, description, vehicles, speed, occupancy }, { messages: { things }, format, language }) => {
    const told = (measured: { value: number; unit: string } | null) =>
      measured ? `${format.number(measured.value, 0)} ${format.unit(measured.unit)}` : things.silent;
    return {
      title: plain(description, language) || id,
      facts: [
        [things.vehicles, told(vehicles)],
        [things.speed, told(speed)],
        [things.occupancy, told(occupancy)],
      ],
    };
  },
});
