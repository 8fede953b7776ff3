import type { NextDeparturesQuery } from '../../../client/__generated__/operations.ts';
import { useDatasets } from '../../ask/datasets.tsx';
import { Invented } from '../../parts/sandbox-mark.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';

type Departure = NonNullable<NonNullable<NextDeparturesQuery['location']>['nextDepartures']>[number];

/** What can still be caught, soonest first: the line, when it leaves, what that rests on, and when to set out. */
export function Departures({ of }: { readonly of: readonly Departure[] }) {
  return (
    <ol className="departures">
      {of.map((departure) => (
        <li key={`${departure.line} ${departure.stop.id} ${departure.destination?.value} ${departure.expectedAt}`}>
          <OneDeparture of={departure} />
        </li>
      ))}
    </ol>
  );
}

function OneDeparture({ of }: { readonly of: Departure }) {
  const { bus, provenance } = useMessages();
  const format = useFormat();
  const known = useDatasets().get(of.provenance.dataset.id);
  const isLate = of.scheduledAt !== null && format.time(of.scheduledAt) !== format.time(of.expectedAt);
  return (
    <>
      <p className="way">
        <span className="vehicle">
          <span className="unseen">{bus.line} </span>
          {of.line}
        </span>
        <span className="towards">{of.destination?.value ?? bus.noDestination}</span>
        <time className="leaves" dateTime={of.expectedAt}>
          {format.time(of.expectedAt)}
        </time>
      </p>
      <p className="set-out">
        {bus.leaveBy} <time dateTime={of.leaveAt}>{format.time(of.leaveAt)}</time>
        {' · '}
        {bus.walk(format.number(of.walkingMinutes), of.stop.name.value)}
        {of.platform && ` · ${bus.platform} ${of.platform}`}
      </p>
      <p className="rests-on">
        <span className={`tag tag-${of.basis.toLowerCase()}`}>{bus.basis[of.basis]}</span>
        {isLate && of.scheduledAt && <span>{bus.instead(format.time(of.scheduledAt))}</span>}
        {of.stopsAway !== null && <span>{bus.stopsAway(of.stopsAway)}</span>}
        {of.provenance.freshness === 'STALE' && <span className="tag tag-stale">{provenance.freshness.STALE}</span>}
        <span className="quiet">{known?.publisher.name.value}</span>
        {known?.sandbox && <Invented />}
      </p>
      {[...(of.message ? [of.message] : []), ...of.disruptions.map(({ text }) => text)].map(({ value }) => (
        <p key={value} className="notice">
          {value}
        </p>
      ))}
    </>
  );
}
