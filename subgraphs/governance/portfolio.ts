import { createHash } from 'node:crypto';
import type { Caller } from '../../kernel/caller.ts';
import { ERRORS, RequestError, unknownId } from '../../kernel/errors.ts';
import type { Door } from '../../kernel/http.ts';
import { gather } from '../../kernel/source.ts';
import { canonicalJson, type Json, type JsonObject } from '../../kernel/trail/canonical.ts';
import { type Act, openTrail } from '../../kernel/trail/trail.ts';
import { sources } from './__generated__/sources.ts';
import type { ProjectRecord, WrittenProject } from './models.ts';

/** A change of one project, as its caller wants it: of a version that was seen, or of none. */
export type Change = {
  readonly caller: Caller;
  readonly id: string;
  /** What the caller calls this change. */
  readonly idempotencyKey: string;
  /** All that was asked for. */
  readonly request: JsonObject;
  /** Schema coordinates of what is changed. */
  readonly fields: readonly string[];
} & (
  | { readonly seen: null; readonly made: (at: Date) => Made }
  | { readonly seen: number; readonly made: (at: Date, before: ProjectRecord) => Made }
);
type Made = Omit<ProjectRecord, 'version' | 'provenance'>;

/** Within so long a change that is asked for again is known again (milliseconds), and so many of a project. */
const REMEMBERED_FOR = 24 * 3_600_000;
const REMEMBERED = 20;

/** The office writes what is its own: it needs no other reason. */
const REASON: Act['reason'] = { purpose: 'portfolio', legalBasis: 'own-dataset', caseReference: null };

/** Makes changes of the portfolio. */
export function portfolio(door: Door): (change: Change) => Promise<ProjectRecord> {
  const trail = openTrail({ now: door.now });
  /**
   * Makes a change, which is entered in the trail before. What was read and what is written on the condition that it is
   * still so, tell together whether this very change has been made before, also when nobody knew what became of it.
   * @throws {RequestError} UNKNOWN_ID, CONFLICT for another version than was seen, BAD_USER_INPUT for a key that was
   * another change's.
   */
  return async (change) => {
    const { caller, fields, request } = change;
    const act: Act = { caller, kind: 'WRITE', fields, dataset: 'project-portfolio', reason: REASON, request };
    const { project } = await trail.recorded(
      act,
      () => settle(door, change),
      ({ written }) => written,
    );
    return project;
  };
}

interface Settled {
  readonly project: ProjectRecord;
  /** How many projects were written: none when the change had been made before. */
  readonly written: number;
}

async function settle(door: Door, change: Change): Promise<Settled> {
  const { id, request, idempotencyKey } = change;
  const at = door.now();
  const key = hashOf([change.caller.client, idempotencyKey]);
  const input = hashOf(request);
  const [before] = await gather(door, sources, 'keptProject', async (ask) => [await ask(door, id)]);
  const changes = (before?.changes ?? []).filter((made) => at.getTime() - made.at.getTime() < REMEMBERED_FOR);
  const made = changes.find((known) => known.key === key);
  if (before && made) {
    if (made.input === input) return { project: before, written: 0 };
    throw new RequestError('BAD_USER_INPUT', `"idempotencyKey" "${idempotencyKey}" is that of another change.`);
  }
  const next = { ...nextOf(change, before, at), changes: [...changes, { key, input, at }].slice(-REMEMBERED) };
  const [project] = await gather(door, sources, 'keepProject', async (ask) => [await ask(door, next, at)]);
  // Somebody was faster: what is there now says whether it was this change or another.
  return project ? { project, written: 1 } : settle(door, change);
}

function nextOf(change: Change, before: ProjectRecord | null | undefined, at: Date): Omit<WrittenProject, 'changes'> {
  if (change.seen === null) {
    if (before) throw conflict(before, 'is there already');
    return { ...change.made(at), version: 1 };
  }
  if (!before) throw unknownId('Project', change.id);
  if (before.version !== change.seen) throw conflict(before, ERRORS.CONFLICT.says);
  return { ...change.made(at, before), version: change.seen + 1 };
}

function conflict({ id, version }: ProjectRecord, says: string): RequestError {
  return new RequestError('CONFLICT', `Project "${id}" ${says}: it is of version ${version}.`, { id, version });
}

const hashOf = (value: Json): string => createHash('sha256').update(canonicalJson(value)).digest('base64url');
