import { answers } from './answers.ts';
import { inside } from './inside.ts';
import { outages } from './outages.ts';
import type { Scenario } from './scenario.ts';

/** Every fault that is shown, in the order of the table. */
export const scenarios: readonly Scenario[] = [...outages, ...answers, ...inside].toSorted(
  (a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)),
);
