import { expect, it } from 'vitest';
import type { ProjectStatus } from './models.ts';
import { checkStep } from './project-status.ts';
import portfolio from './sources/project-portfolio/fixture/projects.json' with { type: 'json' };

const ALL: readonly ProjectStatus[] = ['IDEA', 'PLANNED', 'RUNNING', 'PAUSED', 'DONE', 'STOPPED'];
const allows = (from: ProjectStatus | 'NEW', to: ProjectStatus): boolean => {
  try {
    checkStep(from, to);
    return true;
  } catch {
    return false;
  }
};

it('lets a project come as far as one can, and never stay where it is', () => {
  expect(ALL.filter((to) => allows('NEW', to))).toEqual(['IDEA', 'PLANNED', 'RUNNING']);
  expect(ALL.filter((to) => allows('DONE', to))).toEqual([]);
  expect(ALL.filter((to) => allows('STOPPED', to))).toEqual(['PLANNED']);
  expect(ALL.filter((status) => allows(status, status))).toEqual([]);
});

it.each(portfolio.projects.map(({ id, history }) => ({ id, steps: history.map(([status]) => String(status)) })))(
  'fits the history of $id',
  ({ steps }) => {
    const known = steps.flatMap((step) => ALL.find((status) => status === step) ?? []);
    expect(known).toHaveLength(steps.length);
    known.forEach((to, i) => {
      checkStep(known[i - 1] ?? 'NEW', to);
    });
  },
);

it('says what may follow', () => {
  expect(() => checkStep('IDEA', 'DONE')).toThrow('"status" DONE does not follow IDEA: PLANNED, RUNNING, STOPPED may.');
  expect(() => checkStep('DONE', 'RUNNING')).toThrow('"status" RUNNING does not follow DONE: nothing does.');
});
