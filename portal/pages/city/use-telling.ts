import { useFormat } from '../../shell/format.ts';
import { useReading } from '../../shell/language.tsx';
import type { Telling } from './layer.ts';

/** What is needed to put a thing of the map into the reader's words. */
export function useTelling(): Telling {
  const { messages, language } = useReading();
  return { messages, language, format: useFormat() };
}
