import { useState } from 'react';
import { useMessages } from '../../shell/language.tsx';
import type { Point } from './layer.ts';
import { PlaceSearch } from './place-search.tsx';
import type { View } from './use-layers.ts';

/** Metres a second. */
export const SPEEDS = { slow: 0.8, usual: 1.25, brisk: 1.7 } as const;
export type Speed = keyof typeof SPEEDS;
const ALL: readonly Speed[] = ['slow', 'usual', 'brisk'];

interface BusProps {
  readonly speed: Speed;
  readonly onSpeed: (speed: Speed) => void;
  readonly onPoint: (point: Point) => void;
  readonly isPicking: boolean;
  readonly onPick: (isPicking: boolean) => void;
  readonly view: View | null;
}

/** "My next bus": from a point that is chosen on the map, found by its name, or where the reader is. It stays between this page and the graph. */
export function NextBus({ speed, onSpeed, onPoint, isPicking, onPick, view }: BusProps) {
  const { bus } = useMessages();
  const [isDenied, deny] = useState(false);
  const locate = (): void =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onPoint({ lat: coords.latitude, lon: coords.longitude }),
      () => deny(true),
    );
  const centre = view && { lat: (view.box.south + view.box.north) / 2, lon: (view.box.west + view.box.east) / 2 };
  return (
    <section className="bus" aria-labelledby="bus-title">
      <h2 id="bus-title">{bus.title}</h2>
      <p className="quiet">{bus.how}</p>
      <PlaceSearch onPoint={onPoint} />
      <p className="choices">
        <button type="button" className="plain" aria-pressed={isPicking} onClick={() => onPick(!isPicking)}>
          {bus.pick}
        </button>
        {centre && (
          <button type="button" className="plain" onClick={() => onPoint(centre)}>
            {bus.centre}
          </button>
        )}
        <button type="button" className="plain" onClick={locate}>
          {bus.locate}
        </button>
      </p>
      {isDenied && <p role="alert">{bus.denied}</p>}
      <label className="speed">
        {bus.walking}{' '}
        <select value={speed} onChange={(event) => onSpeed(ALL.find((each) => each === event.target.value) ?? 'usual')}>
          {ALL.map((each) => (
            <option key={each} value={each}>
              {bus.speeds[each]}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
