import { useEffect, useState } from 'react';
import type { Answer, RequestOptions } from '../../client/index.ts';
import { useReading } from '../shell/language.tsx';

/** How far a question has come. */
export interface Asked<Data> {
  /** The last answer; null before the first, and where none came. */
  readonly answer: Answer<Data> | null;
  readonly isWaiting: boolean;
  /** Whether nothing came: the network, or no gateway at all. */
  readonly hasFailed: boolean;
  /** Asks once more. */
  readonly again: () => void;
}

type Known<Data> = Omit<Asked<Data>, 'again'>;
const NOTHING = { answer: null, isWaiting: true, hasFailed: false };

interface Options {
  /** Asks only while this holds. */
  readonly isWanted?: boolean;
}

/** One question to the graph, such as `(how) => graph.request(MapAir, { box }, how)`. */
export type Question<Data> = (how: RequestOptions) => Promise<Answer<Data>>;

/**
 * Asks in the reader's language, again when the language or `key` change: the key stands for what is asked, with its
 * variables. Until the new answer is there, the one before stands; what is no longer wanted is given up.
 */
export function useAnswer<Data>(key: string, question: Question<Data>, { isWanted = true }: Options = {}): Asked<Data> {
  const { language } = useReading();
  const [known, learn] = useState<Known<Data>>(NOTHING);
  const [round, next] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question, `round` asks again.
  useEffect(() => {
    if (!isWanted) return;
    const leaving = new AbortController();
    learn((before) => ({ ...before, isWaiting: true, hasFailed: false }));
    answered(question({ language, signal: leaving.signal })).then(
      (answer) => learn({ answer, isWaiting: false, hasFailed: false }),
      () => leaving.signal.aborted || learn({ answer: null, isWaiting: false, hasFailed: true }),
    );
    return () => leaving.abort();
  }, [key, language, isWanted, round]);
  return { ...known, again: () => next((count) => count + 1) };
}

/** An answer that has some data. @throws when nothing came, and for an operation that was refused as a whole. */
export async function answered<Data>(answer: Promise<Answer<Data>>): Promise<Answer<Data>> {
  const { data, errors } = await answer;
  if (data === null) throw new Error(errors[0]?.message);
  return answer;
}
