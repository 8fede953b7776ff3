import { onTestFinished, vi } from 'vitest';

/** One line of the log, as CloudWatch takes it in. */
export type Line = Readonly<Record<string, unknown>>;

/** What is written until the test ends: the text itself, and the requests and the counts in it. */
export function writtenHere() {
  let text = '';
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  onTestFinished(() => write.mockRestore());
  const lines = (): Line[] =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return {
    text: () => text,
    lines,
    /** The lines of requests to one function. */
    requestsTo: (name: string) => lines().filter((line) => line.message === 'request' && line.function === name),
    /** What is counted under a dimension. */
    counted: (dimension: string) => lines().filter((line) => dimension in line && '_aws' in line),
    forget: () => {
      text = '';
    },
  };
}
