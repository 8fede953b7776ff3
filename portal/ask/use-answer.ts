import { useEffect, useState } from 'react';
import type { Answer, Operation } from '../../client/index.ts';
import { useReading } from '../shell/language.tsx';
import { graph } from './graph.ts';

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

/**
 * Asks an operation in the reader's language, again when variables or language change. Until the new answer is there,
 * the one before stands; what is no longer wanted is given up.
 */
export function useAnswer<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  { isWanted = true }: Options = {},
): Asked<Data> {
  const { language } = useReading();
  const [known, learn] = useState<Known<Data>>(NOTHING);
  const [round, next] = useState(0);
  const given = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `given` stands for the variables, `round` asks again.
  useEffect(() => {
    if (!isWanted) return;
    const leaving = new AbortController();
    learn((before) => ({ ...before, isWaiting: true, hasFailed: false }));
    ask(operation, variables, language, leaving.signal).then(
      (answer) => learn({ answer, isWaiting: false, hasFailed: false }),
      () => leaving.signal.aborted || learn({ answer: null, isWaiting: false, hasFailed: true }),
    );
    return () => leaving.abort();
  }, [operation, given, language, isWanted, round]);
  return { ...known, again: () => next((count) => count + 1) };
}

/** One question. @throws when nothing came, and for an operation that was refused as a whole. */
export async function ask<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  language: string,
  signal: AbortSignal,
): Promise<Answer<Data>> {
  const answer = await graph.request<Data, unknown>(operation, variables, { language, signal });
  if (answer.data === null) throw new Error(answer.errors[0]?.message);
  return answer;
}
