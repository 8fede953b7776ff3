import { LRUCache } from 'lru-cache';
import type { CompiledField, Complete } from './complete.ts';
import type { Data } from './data.ts';

type CompleteObject = (value: Data, state: Parameters<Complete>[1], depth: number) => unknown;
type Factory = (completes: readonly Complete[], weight: number, isVoid: symbol) => CompleteObject;

/** By source: selections of one shape share their code, and with it what V8 has learned of it. */
const factories = new LRUCache<string, Factory>({
  max: 2_000,
  maxSize: 2_000_000,
  sizeCalculation: (_, source) => source.length,
});

/**
 * Compiles the completion of an object into a function of its own, with its fields by name. Reading and writing fields
 * by variable names costs several times as much, and this is where most of completing an answer goes.
 *
 * The source consists of positions, of JSON text of GraphQL names, and of conditions written in this folder.
 */
export function compileObject(fields: readonly CompiledField[], weight: number, isVoid: symbol): CompleteObject {
  const lines = fields.map(({ key, from, fits }, i) => {
    const name = JSON.stringify(key);
    const call = `(path[depth] = ${name}, completes[${i}](v, state, depth + 1))`;
    return `v = value[${JSON.stringify(from)}];
    const f${i} = ${fits ? `${fits} ? v : ${call}` : call};
    if (f${i} === isVoid) return null;`;
  });
  // A computed name defines a property even where it is `__proto__`.
  const members = fields.map(({ key }, i) => `[${JSON.stringify(key)}]: f${i}`);
  const source = `return (value, state, depth) => {
    const path = state.path;
    let v;
    state.cost += weight;
    ${lines.join('\n    ')}
    return { ${members.join(', ')} };
  }`;
  let factory = factories.get(source);
  if (!factory) {
    factory = new Function('completes', 'weight', 'isVoid', source) as Factory;
    factories.set(source, factory);
  }
  return factory(
    fields.map(({ complete }) => complete),
    weight,
    isVoid,
  );
}
