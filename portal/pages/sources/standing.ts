import type { SourcesPageQuery } from '../../../client/__generated__/operations.ts';

export type Administration = NonNullable<SourcesPageQuery['administrations'][number]>;
export type Dataset = NonNullable<Administration['datasets']>[number];
export type Status = Dataset['status'];

/** How a source stands, in three kinds. */
export type Standing = 'answering' | 'troubled' | 'unasked';

export function standingOf(status: Status): Standing {
  if (!status?.state) return 'unasked';
  return status.state === 'OK' || status.state === 'SLOW' ? 'answering' : 'troubled';
}

export const FILTERS = ['all', 'troubled', 'asked'] as const;
export type Filter = (typeof FILTERS)[number];

export const filterOf = (text: string | null): Filter => FILTERS.find((each) => each === text) ?? 'all';

export function isShown(filter: Filter, status: Status): boolean {
  const standing = standingOf(status);
  return filter === 'all' || standing === 'troubled' || (filter === 'asked' && standing === 'answering');
}
