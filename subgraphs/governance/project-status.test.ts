import { expect, it } from 'vitest';
import type { ProjectRecord, ProjectStatus } from './models.ts';
import { stepped } from './project-status.ts';
import portfolio from './sources/project-portfolio/fixture/projects.json' with { type: 'json' };

type Steps = ProjectRecord['history'];
const ALL: readonly ProjectStatus[] = ['IDEA', 'PLANNED', 'RUNNING', 'PAUSED', 'DONE', 'STOPPED'];
const step = (status: ProjectStatus): Steps[number] => ({ status, since: new Date(0), note: null });
const from = (status: ProjectStatus): Steps => [step(status)];
const allows = (history: Steps, to: ProjectStatus): boolean => {
  try {
    return stepped(history, step(to)).length === history.length + 1;
  } catch {
    return false;
  }
};

it('lets a project come as far as one can, and never stay where it is', () => {
  expect(ALL.filter((to) => allows([], to))).toEqual(['IDEA', 'PLANNED', 'RUNNING']);
  expect(ALL.filter((to) => allows(from('DONE'), to))).toEqual([]);
  expect(ALL.filter((to) => allows(from('STOPPED'), to))).toEqual(['PLANNED']);
  expect(ALL.filter((status) => allows(from(status), status))).toEqual([]);
});

it.each(portfolio.projects.map(({ id, history }) => ({ id, steps: history.map(([status]) => String(status)) })))(
  'fits the history of $id',
  ({ steps }) => {
    const known = steps.flatMap((text) => ALL.find((status) => status === text) ?? []);
    const history = known.reduce<Steps>((before, status) => stepped(before, step(status)), []);
    expect(history.map(({ status }) => status)).toEqual(steps);
  },
);

it('says what may follow, and when there are too many', () => {
  expect(() => stepped(from('IDEA'), step('DONE'))).toThrow(
    '"status" DONE does not follow IDEA: PLANNED, RUNNING, STOPPED may.',
  );
  expect(() => stepped(from('DONE'), step('RUNNING'))).toThrow('"status" RUNNING does not follow DONE: nothing does.');
  const long = Array.from({ length: 50 }, (_, i) => step(i % 2 === 0 ? 'PLANNED' : 'PAUSED'));
  expect(() => stepped(long, step('PLANNED'))).toThrow('A history may have 50 steps.');
});
