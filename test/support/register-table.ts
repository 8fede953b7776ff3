import { onTestFinished } from 'vitest';
import type { WireAnswer, WireQuestion } from '../../sandbox/emulator.ts';
import { serve } from '../../sandbox/serve.ts';
import { serveTable, standard } from '../../sandbox/standards/dynamodb.ts';
import { worldAt } from '../../sandbox/world.ts';
import { definitionOf } from '../../tooling/publish-register/definition.ts';

/** What a request to the table gets instead of its answer; null for its answer. */
export type Fault = (operation: string, question: WireQuestion) => WireAnswer | null;

/** An emulated DynamoDB of one test with one table, its address, and what reached it. */
export async function registerTable(name = 'enterprise-register', fault: Fault = () => null) {
  const closers: (() => Promise<void>)[] = [];
  const requests: string[] = [];
  const stage = { world: worldAt(new Date(0), 1), onClose: (end: () => Promise<void>) => void closers.push(end) };
  const answer = await serveTable({ definition: definitionOf(name), items: () => [] }, stage);
  const served = await serve({
    id: name,
    onRequest: (question) => requests.push(question.split('.').at(-1) ?? ''),
    answer: async (question) =>
      fault(String(question.headers['x-amz-target']).split('.').at(-1) ?? '', question) ?? answer(question),
  });
  Object.assign(process.env, standard.environment);
  onTestFinished(async () => {
    for (const variable of Object.keys(standard.environment ?? {})) delete process.env[variable];
    await served.close();
    await Promise.all(closers.map((close) => close()));
  });
  return { endpoint: served.origin(), requests };
}
