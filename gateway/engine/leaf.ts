import { type GraphQLLeafType, isEnumType } from 'graphql';
import type { Compiled, Complete, State } from './complete.ts';

/** Notes a place where the data does not fit; null stands there. */
export function misfit(state: State, depth: number, message: string): null {
  state.misfits.push({ path: state.path.slice(0, depth), message });
  return null;
}

/** What a built-in scalar may be in JSON (specification, 3.5); any other scalar is its subgraph's affair. */
const SCALARS: Readonly<Record<string, string>> = {
  Int: 'v === (v | 0)',
  Float: "typeof v === 'number'",
  String: "typeof v === 'string'",
  ID: "typeof v === 'string'",
  Boolean: "typeof v === 'boolean'",
};

/** Completes a scalar or an enum. */
export function leafOf(type: GraphQLLeafType, where: string): Compiled {
  const fits = isEnumType(type) ? undefined : (SCALARS[type.name] ?? 'v !== undefined');
  const names = new Set<unknown>(isEnumType(type) ? type.getValues().map(({ name }) => name) : []);
  const test = fits
    ? (new Function('v', `return ${fits}`) as (value: unknown) => boolean)
    : (value: unknown) => names.has(value);
  const complete: Complete = (value, state, depth) => {
    if (value === null || value === undefined) return null;
    return test(value) ? value : misfit(state, depth, `${type.name} cannot represent the value given for ${where}.`);
  };
  return { complete, fields: [], ...(fits ? { fits } : {}) };
}
