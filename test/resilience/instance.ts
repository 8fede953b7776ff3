/** One instance of many, in a process of its own: asks what it is told through the door, and says what came of it. */

import { addressOf } from '../../kernel/endpoint.ts';
import { SourceError } from '../../kernel/errors.ts';
import { closeDoors, openDoor } from '../../kernel/http.ts';
import { systemClock } from '../../kernel/time.ts';
import { testSource } from '../support/source.ts';

/** What came of one question: from where it was answered, or the code of its error. */
export type Outcome = { readonly question: string; readonly came: string };

const source = testSource({ freshFor: 60, staleFor: 60 });

const ask = (questions: readonly string[]): Promise<Outcome[]> => {
  const outcomes = questions.map(async (question): Promise<Outcome> => {
    const door = openDoor({ now: systemClock, traceId: '1'.repeat(32), subgraph: 'test' });
    try {
      await door.json(source, { url: addressOf(source, question) }, (body) => body);
      return { question, came: door.sources()[0]?.servedFrom ?? 'NOTHING' };
    } catch (error) {
      return { question, came: error instanceof SourceError ? String(error.extensions.code) : String(error) };
    }
  });
  return Promise.all(outcomes);
};
process.on('message', async (questions: readonly string[]) => process.send?.(await ask(questions)));
process.on('disconnect', async () => {
  await closeDoors();
  process.exit(0);
});
// One question of its own before: here all instances share two cores while they load their code, on Lambda they do not.
await ask([`warm/${process.pid}`]);
process.send?.('ready');
