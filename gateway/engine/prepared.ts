import { createHash } from 'node:crypto';
import type { Step } from './planner.ts';

/** Plans that were made before, as JSON, by {@link planKeys}: each is parsed when it is asked for. */
export type Plans = Readonly<Record<string, string>>;

/** The plan of an operation, null when there is nothing to ask; undefined when none was prepared. */
export type Prepared = (operation: string) => Step | null | undefined;

/** Names the plan of an operation in a supergraph: with another supergraph, every plan is another. */
export function planKeys(supergraphSdl: string): (operation: string) => string {
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
  let supergraph: string | null = null;
  return (operation) => {
    supergraph ??= hash(supergraphSdl);
    return hash(`${supergraph} ${operation}`);
  };
}

/** Finds prepared plans; null when there are none at all. */
export function preparedPlans(supergraphSdl: string, plans: Plans): Prepared | null {
  if (Object.keys(plans).length === 0) return null;
  const keyOf = planKeys(supergraphSdl);
  return (operation) => {
    const plan = plans[keyOf(operation)];
    return plan === undefined ? undefined : JSON.parse(plan);
  };
}
