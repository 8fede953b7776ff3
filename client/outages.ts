import type { ErrorCode, SourceState } from './__generated__/contract.ts';
import type { Answer, SourceEntry } from './answer.ts';
import type { DateTime } from './scalars.ts';

/** Something that did not answer as it should: an administration's dataset, or a whole domain of the graph. */
export interface Outage {
  /** Null for a whole domain. */
  readonly dataset: string | null;
  readonly administration: string | null;
  /** The domain that is down as a whole. */
  readonly domain: string | null;
  readonly state: SourceState;
  /** What the errors say; null where an older answer stood in, so that there is none. */
  readonly code: ErrorCode | null;
  readonly since: DateTime | null;
  /** Whether asking again may help. */
  readonly retryable: boolean;
  /** Seconds. */
  readonly retryAfter: number | null;
  /** Fields of the answer that lack it. */
  readonly paths: readonly string[];
  /** Whether an older answer stood in, so that the fields are there, and stale. */
  readonly isBridged: boolean;
}

type Told = Pick<Answer<unknown>, 'errors' | 'extensions'>;

/** Every source that took part in an answer: how it is, from when its data are, its licence. */
export const sources = ({ extensions }: Told): readonly SourceEntry[] => extensions.sources ?? [];

/** What is down in an answer, each dataset and domain once, and which of its fields lack it. A slow source is none. */
export function outages(answer: Told): readonly Outage[] {
  const failed = sources(answer).filter(({ state }) => state !== 'OK' && state !== 'SLOW' && state !== 'SUSPECT');
  const ofSources = failed.map((source): Outage => {
    const { dataset, administration, state, since, retryAfter, paths, servedFrom } = source;
    const error = answer.errors.find(({ extensions }) => extensions.dataset === dataset)?.extensions;
    return {
      ...{ dataset, administration, domain: null, state, since, retryAfter, paths },
      code: error?.code ?? null,
      retryable: error?.retryable ?? state !== 'INVALID',
      isBridged: servedFrom === 'STALE',
    };
  });
  const broken = answer.errors.filter(({ extensions }) => extensions.code.startsWith('SUBGRAPH_'));
  const domains = [...new Set(broken.map(({ extensions }) => extensions.subgraph ?? ''))];
  const ofDomains = domains.map((domain): Outage => {
    const errors = broken.filter(({ extensions }) => (extensions.subgraph ?? '') === domain);
    const [first] = errors.map(({ extensions }) => extensions);
    return {
      ...{ dataset: null, administration: null, domain, state: 'DOWN', since: null, isBridged: false },
      code: first?.code ?? null,
      retryable: first?.retryable ?? true,
      retryAfter: first?.retryAfter ?? null,
      paths: errors.flatMap(({ path }) => (path ? [path.filter((key) => typeof key === 'string').join('.')] : [])),
    };
  });
  return [...ofSources, ...ofDomains];
}

type Fresh = { readonly freshness: 'FRESH' | 'STALE' | 'SUSPECT' };

/**
 * Whether a value is older than its dataset promises: what was asked with `provenance { freshness }`, or the provenance
 * itself. What is not there is not stale.
 */
export function isStale(value: Fresh | { readonly provenance: Fresh | null } | null | undefined): boolean {
  const provenance = value && 'provenance' in value ? value.provenance : value;
  return provenance?.freshness === 'STALE';
}
