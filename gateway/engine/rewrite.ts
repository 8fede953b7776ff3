import type { SupergraphFacts } from '../facts.ts';
import type { Data } from './data.ts';
import { compilePath } from './path.ts';
import type { KeyRename } from './planner.ts';

/**
 * Gives the fields of an answer back the names that the data has: where two types want different fields under one
 * name, the plan asks for one of them under another.
 */
export function compileRewrites(rewrites: readonly KeyRename[], facts: SupergraphFacts): (answer: unknown) => void {
  const compiled = rewrites.map(({ path, from, to }) => ({ walk: compilePath(path, facts), from, to }));
  return (answer) => {
    for (const { walk, from, to } of compiled) {
      walk(answer, (object: Data) => {
        if (!Object.hasOwn(object, from)) return;
        object[to] = object[from];
        delete object[from];
      });
    }
  };
}
