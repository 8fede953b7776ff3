import { useEffect, useState } from 'react';
import { MunicipalityThen } from '../../../client/__generated__/texts.ts';
import { outages } from '../../../client/index.ts';
import { graph } from '../../ask/graph.ts';
import { answered } from '../../ask/use-answer.ts';
import type { Sample } from '../../parts/line-chart.tsx';

/** What indicators were in years before, as far as their sources keep it. */
export interface History {
  /** By the indicator's id, the earliest first. */
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  readonly isWaiting: boolean;
  /** Whether a source was down, so that what is missing may be kept all the same. */
  readonly isPartial: boolean;
}

const YEARS = 10;
const BEFORE: History = { samples: new Map(), isWaiting: true, isPartial: false };

/** Asks for each of the last ten years what the indicators of a municipality were, one after the other, once that is wanted. */
export function useHistory(nisCode: string, isWanted: boolean): History {
  const [history, set] = useState(BEFORE);
  useEffect(() => {
    if (!isWanted) return;
    const leaving = new AbortController();
    set(BEFORE);
    askYears(nisCode, leaving.signal).then((known) => leaving.signal.aborted || set(known));
    return () => leaving.abort();
  }, [nisCode, isWanted]);
  return history;
}

async function askYears(nisCode: string, signal: AbortSignal): Promise<History> {
  const now = new Date().getUTCFullYear();
  const values: Value[] = [];
  let isPartial = false;
  for (let year = now - YEARS + 1; year <= now && !signal.aborted; year += 1) {
    const known = await askYear(nisCode, year, signal).catch(() => ({ values: [], isPartial: true }));
    values.push(...known.values);
    isPartial ||= known.isPartial;
  }
  const samples = [...Map.groupBy(values, ({ id }) => id)].map(([id, all]) => [id, distinct(all)] as const);
  return { samples: new Map(samples), isWaiting: false, isPartial };
}

interface Value extends Sample {
  readonly id: string;
}

async function askYear(nisCode: string, year: number, signal: AbortSignal) {
  const asOf = `${year}-06-01T00:00:00Z`;
  const answer = await answered(graph.request(MunicipalityThen, { nisCode, asOf }, { signal }));
  const { nisCode: _, ...domains } = answer.data?.municipalities[0] ?? { nisCode };
  const values = Object.values(domains).flatMap((domain) =>
    (domain ?? []).flatMap((each): Value[] =>
      each?.value != null && /^\d{4}$/.test(each.period ?? '')
        ? [{ id: each.indicator.id, value: each.value, when: each.period ?? '' }]
        : [],
    ),
  );
  return { values, isPartial: outages(answer).length > 0 };
}

/** A period counts once: a year that is not known yet is answered by the one before. */
const distinct = (values: readonly Value[]): readonly Sample[] =>
  [...new Map(values.map((each) => [each.when, each])).values()].toSorted((a, b) => (a.when < b.when ? -1 : 1));
