import { RequestError } from '../../kernel/errors.ts';
import type { ProjectRecord, ProjectStatus } from './models.ts';

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

/**
 * Checks a step of a project.
 * @throws {RequestError} BAD_USER_INPUT with what may follow.
 */
export function checkStep(from: ProjectStatus | 'NEW', to: ProjectStatus): void {
  const next = NEXT[from];
  if (next.includes(to)) return;
  const allowed = next.length > 0 ? `${next.join(', ')} may` : 'nothing does';
  throw new RequestError('BAD_USER_INPUT', `"status" ${to} does not follow ${from}: ${allowed}.`);
}

/** How far a project has come: its latest step says it. */
export const statusOf = ({ history }: Pick<ProjectRecord, 'history'>): ProjectStatus =>
  history.at(-1)?.status ?? 'IDEA';
