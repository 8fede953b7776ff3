import { answers } from './answers.ts';
import { closed } from './closed.ts';
import { inside } from './inside.ts';
import { outages } from './outages.ts';
import type { Scenario } from './scenario.ts';

/** Every fault that is shown, in the order of the table. */
export const scenarios: readonly Scenario[] = [...outages, ...answers, ...inside, ...closed].toSorted(
  (a, b) => Number.parseInt(a.id.slice(1), 10) - Number.parseInt(b.id.slice(1), 10),
);
