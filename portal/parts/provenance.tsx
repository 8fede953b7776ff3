import { type Dataset, useDatasets } from '../ask/datasets.tsx';
import { useFormat } from '../shell/format.ts';
import { useMessages } from '../shell/language.tsx';
import { Invented } from './sandbox-mark.tsx';

/** What the graph says of a value's origin. */
export interface Origin {
  readonly observedAt: string | null;
  readonly retrievedAt: string;
  readonly freshness: 'FRESH' | 'STALE' | 'SUSPECT';
  readonly dataset: { readonly id: string };
}

/** Who says it, since when, under which licence; whether it is old, and whether it is invented. */
export function Provenance({ of: { dataset, observedAt, retrievedAt, freshness } }: { readonly of: Origin }) {
  const { provenance } = useMessages();
  const format = useFormat();
  const known = useDatasets().get(dataset.id);
  return (
    <p className="provenance">
      {freshness !== 'FRESH' && <span className="tag tag-stale">{provenance.freshness[freshness]}</span>}
      {known?.sandbox && <Invented />}
      <span>{known?.attribution ?? known?.publisher.name.value ?? dataset.id}</span>
      <span>{known?.title.value}</span>
      <span>
        {provenance.observed}{' '}
        {observedAt ? <time dateTime={observedAt}>{format.moment(observedAt)}</time> : provenance.unsaid}
      </span>
      <span>
        {provenance.retrieved} <time dateTime={retrievedAt}>{format.moment(retrievedAt)}</time>
      </span>
      {known && (
        <span>
          <Licence of={known} />
        </span>
      )}
    </p>
  );
}

/** `licence CC-BY-4.0`, with its text behind a link; in words where the publisher names none. */
export function Licence({ of: { licence, licenceUrl } }: { readonly of: Pick<Dataset, 'licence' | 'licenceUrl'> }) {
  const { provenance } = useMessages();
  return (
    <>
      {provenance.licence} <a href={licenceUrl}>{licence === 'unknown' ? provenance.unknownLicence : licence}</a>
    </>
  );
}

/** Whose a dataset is and under which licence; what its values say of themselves stands with them. */
export function DatasetLine({ id }: { readonly id: string }) {
  const known = useDatasets().get(id);
  if (!known) return null;
  return (
    <p className="provenance">
      {known.sandbox && <Invented />}
      <span>{known.attribution ?? known.publisher.name.value}</span>
      <span>{known.title.value}</span>
      <span>
        <Licence of={known} />
      </span>
    </p>
  );
}

/** When a value was observed, or asked for where that is not said; with a mark when it is old. */
export function Observed({ of: { observedAt, retrievedAt, freshness } }: { readonly of: Origin }) {
  const { provenance } = useMessages();
  const at = observedAt ?? retrievedAt;
  return (
    <>
      <time dateTime={at}>{useFormat().moment(at)}</time>
      {freshness !== 'FRESH' && (
        <>
          {' '}
          <span className="tag tag-stale">{provenance.freshness[freshness]}</span>
        </>
      )}
    </>
  );
}
