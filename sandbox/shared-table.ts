import { sharedStateTable } from '../kernel/door/shared/definition.ts';
import { creationOf } from '../kernel/table.ts';
import type { Stage, WireAnswer, WireQuestion } from './emulator.ts';
import { serveTable, standard } from './standards/dynamodb.ts';

/** The name under which the sandbox knows the table that instances share, for faults and counts. */
export const SHARED_STATE = 'shared-state';

/** The table that instances share, emulated like the ones that administrations keep. */
export function sharedTable(stage: Stage): Promise<(question: WireQuestion) => Promise<WireAnswer>> {
  return serveTable({ definition: creationOf(SHARED_STATE, sharedStateTable.definition), items: () => [] }, stage);
}

/** Environment variables that lead instances to it. */
export function sharedEnvironment(origin: string): Readonly<Record<string, string>> {
  return {
    ...standard.environment,
    SHARED_STATE_TABLE: SHARED_STATE,
    SHARED_STATE_DYNAMODB_URL: origin,
    SHARED_STATE_TIMEOUT_MS: '2000',
  };
}
