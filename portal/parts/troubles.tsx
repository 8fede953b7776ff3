import { type Answer, type Outage, outages } from '../../client/index.ts';
import { useDatasets } from '../ask/datasets.tsx';
import type { Asked } from '../ask/use-answer.ts';
import { useFormat } from '../shell/format.ts';
import { useMessages } from '../shell/language.tsx';
import { Loading } from './loading.tsx';

type Told = Pick<Answer<unknown>, 'errors' | 'extensions'>;

/** What is down in an answer, source by source: who, since when, and whether an older value stands in. */
export function Troubles({ of, again }: { readonly of: Told | null; readonly again?: () => void }) {
  return <OutageList of={of ? outages(of) : []} {...(again ? { again } : {})} />;
}

interface OutagesProps {
  readonly of: readonly Outage[];
  /** Asks once more, where that may help. */
  readonly again?: () => void;
}

export function OutageList({ of, again }: OutagesProps) {
  const { states } = useMessages();
  const all = [...new Map(of.map((outage) => [outage.dataset ?? outage.domain, outage])).values()];
  if (all.length === 0) return null;
  return (
    <section className="troubles" aria-label={states.troubles}>
      <ul>
        {all.map((outage) => (
          <li key={outage.dataset ?? outage.domain}>
            <Trouble of={outage} />
          </li>
        ))}
      </ul>
      {all.some(({ isBridged }) => !isBridged) && <p>{states.missing}</p>}
      {again && all.some(({ retryable }) => retryable) && (
        <button type="button" className="plain" onClick={again}>
          {states.again}
        </button>
      )}
    </section>
  );
}

function Trouble({ of: { dataset, domain, state, since, isBridged } }: { readonly of: Outage }) {
  const { states, municipality } = useMessages();
  const format = useFormat();
  const known = useDatasets().get(dataset ?? '');
  const area = Object.entries(municipality.areas).find(([name]) => name.toLowerCase() === domain)?.[1];
  const name = known ? `${known.publisher.name.value} · ${known.title.value}` : (area ?? dataset ?? domain);
  return (
    <>
      <strong>{name}</strong> <span>{states.source[state]}</span>
      {since && (
        <span>
          {' '}
          {states.since} <time dateTime={since}>{format.moment(since)}</time>
        </span>
      )}
      .{isBridged && <span> {states.bridged}</span>}
    </>
  );
}

/** What stands where nothing came at all, and while the first answer is on its way. */
export function Waiting({ for: { answer, hasFailed, again } }: { readonly for: Asked<unknown> }) {
  const { states } = useMessages();
  if (hasFailed) {
    return (
      <div className="troubles" role="alert">
        <p>{states.failed}</p>
        <button type="button" className="plain" onClick={again}>
          {states.again}
        </button>
      </div>
    );
  }
  return answer ? null : <Loading />;
}
