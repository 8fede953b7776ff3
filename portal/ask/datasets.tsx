import { createContext, type ReactNode, use, useMemo } from 'react';
import type { DatasetsShownQuery } from '../../client/__generated__/operations.ts';
import { DatasetsShown } from '../../client/__generated__/texts.ts';
import { graph } from './graph.ts';
import { useAnswer } from './use-answer.ts';

/** What is shown of a dataset beside its values. */
export type Dataset = NonNullable<DatasetsShownQuery['datasets'][number]>;

const Context = createContext<ReadonlyMap<string, Dataset>>(new Map());

/** Gives everything in it what there is to say of the datasets. */
export function Datasets({ children }: { readonly children: ReactNode }) {
  const { answer } = useAnswer('datasets', (how) => graph.request(DatasetsShown, {}, how));
  const datasets = useMemo(
    () => new Map((answer?.data?.datasets ?? []).flatMap((each) => (each ? [[each.id, each] as const] : []))),
    [answer],
  );
  return <Context value={datasets}>{children}</Context>;
}

/** The datasets by id; empty until they are known. */
export const useDatasets = (): ReadonlyMap<string, Dataset> => use(Context);

/** Whether anything of what is shown here is invented. */
export function useIsSandbox(): boolean {
  return [...useDatasets().values()].some(({ sandbox }) => sandbox);
}
