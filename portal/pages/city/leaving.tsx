import { NextDepartures } from '../../../client/__generated__/texts.ts';
import { type Outage, outages } from '../../../client/index.ts';
import { graph } from '../../ask/graph.ts';
import { useAnswer } from '../../ask/use-answer.ts';
import { OutageList, Waiting } from '../../parts/troubles.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';
import { Departures } from './departures.tsx';
import type { Point } from './layer.ts';

interface LeavingProps {
  readonly point: Point;
  /** Metres a second. */
  readonly walkingSpeed: number;
  readonly onClose: () => void;
}

/** The question is an app's of its own, which wants the air, too. */
const isAboutDepartures = ({ paths }: Outage): boolean => !paths.every((path) => path.startsWith('location.air'));

/** What can be caught on foot from a point, asked with POST alone. */
export function Leaving({ point, walkingSpeed, onClose }: LeavingProps) {
  const { bus, map, states } = useMessages();
  const format = useFormat();
  const question = { lat: point.lat, lon: point.lon, walkingSpeed };
  const asked = useAnswer(JSON.stringify(question), (how) => graph.request(NextDepartures, question, how));
  const place = asked.answer?.data?.location;
  const departures = place?.nextDepartures;
  return (
    <section className="chosen leaving" aria-label={bus.title} aria-busy={asked.isWaiting}>
      <header>
        <button type="button" className="close" onClick={onClose} aria-label={map.close}>
          <span aria-hidden="true">×</span>
        </button>
        <h2>{bus.title}</h2>
      </header>
      <Waiting for={asked} />
      <OutageList of={asked.answer ? outages(asked.answer).filter(isAboutDepartures) : []} again={asked.again} />
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
    </section>
  );
}
