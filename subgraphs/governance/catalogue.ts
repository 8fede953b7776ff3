import { read, setting } from '../../kernel/env.ts';
import type { Administration, Source } from '../../kernel/source.ts';
import { catalogue } from './__generated__/catalogue.ts';

/** Ids of the datasets that this deployment reads from the sandbox, separated by commas. */
const SANDBOX_DATASETS = setting('SANDBOX_DATASETS', '');

/** Every administration that keeps a dataset of the catalogue, in the order of their ids. */
export const administrations: readonly Administration[] = [
  ...new Map(catalogue.map(({ administration }) => [administration.id, administration])).values(),
].toSorted((a, b) => (a.id < b.id ? -1 : 1));

export function datasetsOf(administrationId: string): readonly Source[] {
  return catalogue.filter(({ administration }) => administration.id === administrationId);
}

/** Whether this deployment reads a dataset from an emulated administration, whose values are invented. */
export function isSandbox(id: string): boolean {
  return (read(SANDBOX_DATASETS) ?? '').split(',').includes(id);
}
