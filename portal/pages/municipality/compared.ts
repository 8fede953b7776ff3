import type { MunicipalitiesComparedQuery } from '../../../client/__generated__/operations.ts';

export type Compared = NonNullable<MunicipalitiesComparedQuery['municipalities'][number]>;
export type Area = NonNullable<Compared['qualityOfLife']>[number];
export type Indicated = Area['indicators'][number];

/** A municipality's value of an indicator. */
export interface Among {
  readonly nisCode: string;
  readonly name: Compared['name'];
  readonly value: number | null;
}

/** The values of one indicator in all municipalities, in the order of their numbers. */
export function amongAll(all: readonly Compared[], id: string): readonly Among[] {
  return all.map(({ nisCode, name, qualityOfLife }) => {
    const found = qualityOfLife?.flatMap(({ indicators }) => indicators).find(({ indicator }) => indicator.id === id);
    return { nisCode, name, value: found?.value ?? null };
  });
}

/** The place of a value from high to low; 1 is the highest. */
export const rankOf = (values: readonly number[], own: number): number =>
  values.filter((value) => value > own).length + 1;
