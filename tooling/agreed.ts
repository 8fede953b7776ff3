import { createInterface } from 'node:readline/promises';

/**
 * Asks at the terminal whether something is meant.
 * @throws {Error} where there is nobody to ask.
 */
export async function isAgreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('There is no terminal to ask: --yes says that it is meant.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
