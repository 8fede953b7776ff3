import DataLoader from 'dataloader';
import { during, include, noReads, type Reads } from './reads.ts';

/** What a batch gives for its keys; a failure may stand in the place of a single value. */
export type Batch<K, V> = (keys: readonly K[]) => Promise<ReadonlyMap<K, V | Error>>;

interface Options {
  /** Largest number of keys in one request to the administration. */
  readonly chunk?: number;
}

/**
 * Loads one value per key: order kept, keys asked once per request of a client, in chunks side by side.
 * A key without a value gives null; a chunk that fails puts its failure on its own keys only.
 */
export function keyed<K extends string | number, V>(
  batch: Batch<K, V>,
  options: Options = {},
): DataLoader<K, V | null> {
  return counted((keys) => inChunks(keys, batch, options.chunk, () => null));
}

/** Loads a list per key. A key without a list gives an empty one; failures as with {@link keyed}. */
export function grouped<K extends string | number, V>(
  batch: Batch<K, readonly V[]>,
  options: Options = {},
): DataLoader<K, readonly V[]> {
  return counted((keys) => inChunks(keys, batch, options.chunk, () => []));
}

/** A loader that counts what a batch reads for everybody who loads one of its keys. */
function counted<K, V>(load: (keys: readonly K[]) => Promise<(V | Error)[]>): DataLoader<K, V> {
  const readsOf = new Map<K, Reads>();
  let next = noReads();
  const loader = new DataLoader<K, V>((keys) => {
    const reads = next;
    next = noReads();
    return during(reads, () => load(keys));
  });
  const loadOne = loader.load.bind(loader);
  loader.load = (key) => {
    const reads = readsOf.get(key) ?? next;
    readsOf.set(key, reads);
    include(reads);
    return loadOne(key);
  };
  return loader;
}

async function inChunks<K, V, Missing>(
  keys: readonly K[],
  batch: Batch<K, V>,
  chunk: number | undefined,
  missing: () => Missing,
): Promise<(V | Missing | Error)[]> {
  const size = chunk ?? Math.max(1, keys.length);
  const values = new Map<K, V | Error>();
  const chunks = Array.from({ length: Math.ceil(keys.length / size) }, (_, i) => keys.slice(i * size, (i + 1) * size));
  await Promise.all(
    chunks.map(async (part) => {
      try {
        for (const [key, value] of await batch(part)) values.set(key, value);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        for (const key of part) values.set(key, failure);
      }
    }),
  );
  return keys.map((key) => (values.has(key) ? (values.get(key) as V | Error) : missing()));
}

/** Runs `ask` at most once per request of a client, however many resolvers want its answer. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  const reads = noReads();
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= during(reads, ask);
    include(reads);
    return asked;
  };
}
