import { RequestError } from '../../kernel/errors.ts';
import type { ProjectRecord, ProjectStatus } from './models.ts';

type Steps = ProjectRecord['history'];

/** How far a project may come next. What is done stays done; what was given up may be planned anew. */
const NEXT: Readonly<Record<ProjectStatus | 'NEW', readonly ProjectStatus[]>> = {
  NEW: ['IDEA', 'PLANNED', 'RUNNING'],
  IDEA: ['PLANNED', 'RUNNING', 'STOPPED'],
  PLANNED: ['RUNNING', 'PAUSED', 'STOPPED'],
  RUNNING: ['PAUSED', 'DONE', 'STOPPED'],
  PAUSED: ['PLANNED', 'RUNNING', 'STOPPED'],
  DONE: [],
  STOPPED: ['PLANNED'],
};
/** An item of the table has 400 KB: so many steps with the longest of notes leave enough for the rest. */
const MOST = 50;

/**
 * A history with one more step; that of a new project begins.
 * @throws {RequestError} BAD_USER_INPUT with what may follow, or when there are too many.
 */
export function stepped(history: Steps, step: Steps[number]): Steps {
  const from = history.at(-1)?.status ?? 'NEW';
  const next = NEXT[from];
  if (!next.includes(step.status)) {
    const allowed = next.length > 0 ? `${next.join(', ')} may` : 'nothing does';
    throw new RequestError('BAD_USER_INPUT', `"status" ${step.status} does not follow ${from}: ${allowed}.`);
  }
  if (history.length >= MOST) throw new RequestError('BAD_USER_INPUT', `A history may have ${MOST} steps.`);
  return [...history, step];
}

/** How far a project has come: its latest step says it. */
export const statusOf = ({ history }: Pick<ProjectRecord, 'history'>): ProjectStatus =>
  history.at(-1)?.status ?? 'IDEA';
