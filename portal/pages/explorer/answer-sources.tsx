import { type Answer, outages, type SourceEntry, sources } from '../../../client/index.ts';
import { useDatasets } from '../../ask/datasets.tsx';
import { Licence } from '../../parts/provenance.tsx';
import { Invented } from '../../parts/sandbox-mark.tsx';
import { OutageList } from '../../parts/troubles.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';

/** Who an answer comes from, how fresh it is, under which licence, and what is down. */
export function AnswerSources({ of }: { readonly of: Pick<Answer<unknown>, 'errors' | 'extensions'> | null }) {
  const { explorer } = useMessages();
  if (!of) return <p className="quiet">{explorer.notRun}</p>;
  const all = sources(of);
  const { cost } = of.extensions;
  return (
    <>
      <p role="status">
        {explorer.counted(all.length, outages(of).length)}
        {cost && ` ${explorer.cost(cost.charged)}`}
      </p>
      <OutageList of={outages(of)} />
      {all.length === 0 && <p className="quiet">{explorer.noSources}</p>}
      <ul className="answer-sources">
        {all.map((source) => (
          <li key={source.dataset} data-state={source.state}>
            <Source of={source} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Source({ of }: { readonly of: SourceEntry }) {
  const { explorer, states, provenance } = useMessages();
  const format = useFormat();
  const known = useDatasets().get(of.dataset);
  return (
    <>
      <p className="who">
        <strong>{known?.publisher.name.value ?? of.administration ?? of.dataset}</strong>{' '}
        <a href={`/sources#${of.dataset}`}>{known?.title.value ?? of.dataset}</a>{' '}
        {of.state !== 'OK' && <span className="tag tag-stale">{states.source[of.state]}</span>}{' '}
        {known?.sandbox && <Invented />}
      </p>
      <p className="quiet">
        {of.servedFrom ? explorer.served[of.servedFrom] : explorer.nothing}
        {of.observedAt && (
          <>
            {' · '}
            {provenance.observed} <time dateTime={of.observedAt}>{format.moment(of.observedAt)}</time>
          </>
        )}
        {of.retrievedAt && (
          <>
            {' · '}
            {provenance.retrieved} <time dateTime={of.retrievedAt}>{format.moment(of.retrievedAt)}</time>
          </>
        )}
        {(known?.licence ?? of.licence) && (
          <>
            {' · '}
            {known ? <Licence of={known} /> : `${provenance.licence} ${of.licence}`}
          </>
        )}
      </p>
      {of.attribution && <p className="quiet">{of.attribution}</p>}
      {of.paths.length > 0 && (
        <p className="paths">
          {of.paths.map((path) => (
            <code key={path}>{path}</code>
          ))}
        </p>
      )}
    </>
  );
}
