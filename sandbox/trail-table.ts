import { creationOf } from '../kernel/table.ts';
import { trailTable as declared } from '../kernel/trail/definition.ts';
import type { Stage, WireAnswer, WireQuestion } from './emulator.ts';
import { serveTable, standard } from './standards/dynamodb.ts';

/** The name under which the sandbox knows the table of the trail, for faults and counts. */
export const TRAIL = 'trail';

/** The table in which closed reads and writes leave their entries, emulated. */
export function trailTable(stage: Stage): Promise<(question: WireQuestion) => Promise<WireAnswer>> {
  return serveTable({ definition: creationOf(TRAIL, declared.definition), items: () => [] }, stage);
}

/** Environment variables that lead writers to it; the key is no secret, as nothing is in the sandbox. */
export function trailEnvironment(origin: string): Readonly<Record<string, string>> {
  const TRAIL_KEYS = 'sandbox:no-secret-of-anybody-for-the-sandbox-alone';
  return { ...standard.environment, TRAIL_TABLE: TRAIL, TRAIL_DYNAMODB_URL: origin, TRAIL_KEYS };
}
