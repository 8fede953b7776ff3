import type { SupergraphFacts } from '../facts.ts';
import type { Told } from '../told.ts';
import { invalidAnswer } from '../transport/read-answer.ts';
import type { SubgraphError } from '../transport/transport.ts';
import { compileBody } from './body.ts';
import { copy, type Data, isData, mergeInto } from './data.ts';
import type { Execution, Run } from './execution.ts';
import { compilePath, fieldsOf, positionsOf } from './path.ts';
import type { EntityBatch, EntityFetch } from './planner.ts';
import { compileRepresentation } from './representation.ts';
import { compileRewrites } from './rewrite.ts';

/** The entities of one batch in one execution. */
interface Gathered {
  /** The objects that the answer completes, and for each the index of its representation. */
  readonly objects: Data[];
  readonly indexes: number[];
  /** Each representation once, however often its entity occurs, as JSON text. */
  readonly representations: string[];
}

/**
 * Compiles a fetch of entities.
 * @param isWrittenBelow whether other steps write into what a batch brings, so that two occurrences of an entity must
 * not share it.
 */
export function compileEntityFetch(
  fetch: EntityFetch,
  facts: SupergraphFacts,
  isWrittenBelow: (batch: EntityBatch) => boolean,
): Run {
  const bodyOf = compileBody(fetch);
  const batches = fetch.batches.map((batch) => ({
    key: batch.key,
    prefix: `${JSON.stringify(batch.variable)}:[`,
    gather: compileGather(batch, facts),
    rewrite: compileRewrites(batch.rewrites, facts),
    renames: new Map(batch.rewrites.map(({ from, to }) => [from, to])),
    above: batch.paths.map(fieldsOf),
    toKeep: isWrittenBelow(batch) ? copy : <T>(value: T): T => value,
  }));

  const locate: Told['locate'] = ([first, ...rest]) =>
    batches
      .filter(({ key }) => key === first)
      .flatMap(({ above, renames }) =>
        above.map((fields) => [...fields, ...rest.map((key) => renames.get(key) ?? key)]),
      );

  const start = async (execution: Execution, gathered: readonly Gathered[], count: number): Promise<void> => {
    const lists = batches.map(({ prefix }, index) => `${prefix}${gathered[index]?.representations.join(',')}]`);
    const { caller, variables } = execution;
    const answer = await execution.ask({
      subgraph: fetch.subgraph,
      body: bodyOf(variables, lists.join(',')),
      isMutation: false,
      entities: count,
      caller,
    });
    execution.answers.push({ answer, locate });
    for (const [index, { key, rewrite, renames, toKeep }] of batches.entries()) {
      const { objects, indexes, representations } = gathered[index] as Gathered;
      const entities = answer.data?.[key];
      if (Array.isArray(entities) && entities.length === representations.length) {
        rewrite(entities);
        const given = new Set<number>();
        for (const [i, object] of objects.entries()) {
          const entity: unknown = entities[indexes[i] as number];
          if (!isData(entity)) continue;
          // A subgraph that knows an interface as one object calls its entities by the interface's name.
          const { __typename } = entity;
          if (typeof __typename === 'string' && Object.hasOwn(facts.possibleTypes, __typename))
            delete entity.__typename;
          mergeInto(object, given.has(indexes[i] as number) ? toKeep(entity) : entity);
          given.add(indexes[i] as number);
        }
      } else if (answer.reached && answer.errors.length === 0 && representations.length > 0) {
        execution.errors.push(invalidAnswer(fetch.subgraph));
      }
      const own = answer.errors.filter(({ path }) => path?.[0] === key);
      if (own.length > 0) execution.errors.push(...relocate(own, gathered[index] as Gathered, renames, execution.data));
    }
    execution.errors.push(...answer.errors.filter(({ path }) => !batches.some(({ key }) => key === path?.[0])));
  };

  return (execution) => {
    let count = 0;
    const gathered = batches.map(({ gather }) => {
      const found = gather(execution.data);
      count += found.representations.length;
      return found;
    });
    return count > 0 ? start(execution, gathered, count) : undefined;
  };
}

function compileGather(batch: EntityBatch, facts: SupergraphFacts): (data: Data | null) => Gathered {
  const walks = batch.paths.map((path) => compilePath(path, facts));
  const write = compileRepresentation(batch, facts);
  return (data) => {
    const gathered: Gathered = { objects: [], indexes: [], representations: [] };
    const known = new Map<string, number>();
    const add = (object: Data): void => {
      const representation = write(object);
      if (representation === undefined) return;
      let index = known.get(representation);
      if (index === undefined) {
        index = gathered.representations.push(representation) - 1;
        known.set(representation, index);
      }
      gathered.objects.push(object);
      gathered.indexes.push(index);
    };
    for (const walk of walks) walk(data, add);
    return gathered;
  };
}

/** An entity may stand in thousands of places; its error is told in so many of them. */
const MAX_PLACES = 100;

/** The errors of entities at the places where the data has these entities. */
function relocate(
  errors: readonly SubgraphError[],
  { objects, indexes }: Gathered,
  renames: ReadonlyMap<string, string>,
  data: Data | null,
): SubgraphError[] {
  const positions = positionsOf(data, new Set(objects));
  return errors.flatMap((error) => {
    const [, index, ...rest] = error.path ?? [];
    const inside = rest.map((key) => (typeof key === 'string' ? (renames.get(key) ?? key) : key));
    const occurrences = objects.filter((_, i) => indexes[i] === index);
    const paths = occurrences.flatMap((object) => positions.get(object) ?? []);
    return paths.length > 0
      ? paths.slice(0, MAX_PLACES).map((path) => ({ ...error, path: [...path, ...inside] }))
      : [{ message: error.message, extensions: error.extensions }];
  });
}
