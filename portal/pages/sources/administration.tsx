import { Invented } from '../../parts/sandbox-mark.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';
import { type Administration, type Dataset, standingOf } from './standing.ts';

interface AdministrationProps {
  readonly of: Omit<Administration, 'datasets'>;
  readonly datasets: readonly Dataset[];
}

/** An administration, and a row for each of its datasets. */
export function AdministrationSources({ of: { id, name, homepage }, datasets }: AdministrationProps) {
  return (
    <section className="administration" aria-labelledby={`administration-${id}`}>
      <h2 id={`administration-${id}`}>{name.value}</h2>
      <p className="home">
        <a href={homepage} rel="noreferrer">
          {new URL(homepage).host}
        </a>
      </p>
      <ul>
        {datasets.map((dataset) => (
          <li key={dataset.id} id={dataset.id} data-standing={standingOf(dataset.status)}>
            <DatasetRow of={dataset} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DatasetRow({ of }: { readonly of: Dataset }) {
  const { sources: texts, states, provenance } = useMessages();
  const format = useFormat();
  const { status } = of;
  const state = status?.state;
  const milliseconds = (value: number | null | undefined): string =>
    value == null ? texts.noLatency : `${format.number(value, 0)} ms`;
  const facts: readonly (readonly [string, string])[] = [
    [texts.latency, milliseconds(status?.health?.p50)],
    [texts.latency95, milliseconds(status?.health?.p95)],
    [texts.fresh, of.freshFor === null ? states.unknown : of.freshFor === 0 ? texts.never : format.span(of.freshFor)],
    [texts.stale, of.staleFor ? format.span(of.staleFor) : texts.never],
    [texts.standard, of.standard],
  ];
  return (
    <>
      <div className="what">
        <h3>{of.title.value}</h3>
        <p className="standing">
          <span className="lamp" aria-hidden="true" />
          {state ? states.source[state] : texts.notAsked}
          {status?.since && (
            <>
              {' '}
              {states.since} <time dateTime={status.since}>{format.moment(status.since)}</time>
            </>
          )}
          {status?.retryAfter != null && `, ${texts.retryAfter(format.span(status.retryAfter))}`}
        </p>
        <p className="marks">
          {of.sandbox && <Invented />} {of.access === 'RESTRICTED' && <span className="tag">{texts.closed}</span>}
        </p>
        {of.description && <p className="quiet">{of.description.value}</p>}
      </div>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{texts.licence}</dt>
          <dd>
            <a href={of.licenceUrl} rel="noreferrer">
              {of.licence === 'unknown' ? provenance.unknownLicence : of.licence}
            </a>
          </dd>
        </div>
        {of.attribution && (
          <div className="whole">
            <dt>{texts.attribution}</dt>
            <dd>{of.attribution}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
