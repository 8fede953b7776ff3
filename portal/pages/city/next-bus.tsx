import { useState } from 'react';
import { NextDepartures } from '../../../client/__generated__/texts.ts';
import { graph } from '../../ask/graph.ts';
import { useAnswer } from '../../ask/use-answer.ts';
import { Troubles, Waiting } from '../../parts/troubles.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';
import { Departures } from './departures.tsx';
import type { Point } from './layer.ts';
import { PlaceSearch } from './place-search.tsx';
import type { View } from './use-layers.ts';

/** Metres a second. */
const SPEEDS = { slow: 0.8, usual: 1.25, brisk: 1.7 } as const;
type Speed = keyof typeof SPEEDS;
const ALL: readonly Speed[] = ['slow', 'usual', 'brisk'];

interface BusProps {
  readonly point: Point | null;
  readonly onPoint: (point: Point) => void;
  readonly isPicking: boolean;
  readonly onPick: (isPicking: boolean) => void;
  readonly view: View | null;
}

/** "My next bus": from a point that is chosen on the map, found by its name, or where the reader is. It stays between this page and the graph. */
export function NextBus({ point, onPoint, isPicking, onPick, view }: BusProps) {
  const { bus } = useMessages();
  const [speed, walk] = useState<Speed>('usual');
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
        <select value={speed} onChange={(event) => walk(ALL.find((each) => each === event.target.value) ?? 'usual')}>
          {ALL.map((each) => (
            <option key={each} value={each}>
              {bus.speeds[each]}
            </option>
          ))}
        </select>
      </label>
      {point && <Leaving point={point} walkingSpeed={SPEEDS[speed]} />}
    </section>
  );
}

function Leaving({ point, walkingSpeed }: { readonly point: Point; readonly walkingSpeed: number }) {
  const { bus, states } = useMessages();
  const format = useFormat();
  const question = { lat: point.lat, lon: point.lon, walkingSpeed };
  const asked = useAnswer(JSON.stringify(question), (how) => graph.request(NextDepartures, question, how));
  const place = asked.answer?.data?.location;
  const departures = place?.nextDepartures;
  return (
    <div className="leaving" aria-live="polite" aria-busy={asked.isWaiting}>
      <Waiting for={asked} />
      <Troubles of={[asked.answer]} />
      {asked.answer && !place && <p>{bus.outside}</p>}
      {place && !departures && <p>{bus.unknown}</p>}
      {departures?.length === 0 && <p>{bus.none}</p>}
      {departures && departures.length > 0 && <Departures of={departures} />}
      {asked.answer && (
        <p className="quiet">
          {bus.asked(format.time(new Date()))}{' '}
          <button type="button" className="link" onClick={asked.again}>
            {states.again}
          </button>
        </p>
      )}
    </div>
  );
}
