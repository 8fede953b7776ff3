import { MapAir } from '../../../../client/__generated__/texts.ts';
import { layer } from '../layer.ts';

export const air = layer({
  id: 'air',
  operation: MapAir,
  items: ({ airStations }) => airStations,
  first: 100,
  figure: ({ no2 }) => (no2 ? String(Math.round(no2.value)) : '–'),
  isEmpty: ({ no2 }) => no2 === null,
  describe: ({ name, no2, o3, pm10, pm25 }, { messages: { things }, format }) => {
    const told = (measured: { value: number; unit: string } | null) =>
      measured ? `${format.number(measured.value)} ${format.unit(measured.unit)}` : things.notMeasured;
    return {
      title: name.value,
      facts: [
        [things.no2, told(no2)],
        [things.o3, told(o3)],
        [things.pm10, told(pm10)],
        [things.pm25, told(pm25)],
      ],
    };
  },
});
