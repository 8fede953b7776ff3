import type { SupergraphFacts } from '../facts.ts';
import type { Told } from '../told.ts';
import { compileBody } from './body.ts';
import { type Data, mergeInto } from './data.ts';
import { compileEntityFetch } from './entities.ts';
import type { Run } from './execution.ts';
import { compilePath, fieldsOf } from './path.ts';
import type { EntityBatch, Path, RootFetch, Step } from './planner.ts';
import { compileRewrites } from './rewrite.ts';

/** What can be said of a fetch whose subgraph cannot be reached; null when that is nothing. */
export type AnswerWithout = (operation: string, variables: Readonly<Record<string, unknown>>) => Data | null;

/** Compiles a plan into closures, once: running it only moves data. */
export function compilePlan(plan: Step, facts: SupergraphFacts, answerWithout: AnswerWithout): Run {
  const batches = entityBatches(plan);
  const isWrittenBelow = (batch: EntityBatch): boolean =>
    batches.some(
      (other) => other !== batch && other.paths.some((path) => batch.paths.some((own) => isBelow(path, own))),
    );
  const compile = (step: Step): Run => {
    switch (step.kind) {
      case 'sequence':
        return inSequence(step.steps.map(compile));
      case 'parallel':
        return inParallel(step.steps.map(compile));
      case 'roots':
        return compileRootFetch(step, facts, answerWithout);
      case 'entities':
        return compileEntityFetch(step, facts, isWrittenBelow);
    }
  };
  return compile(plan);
}

/** Runs one after another, as the root fields of a mutation demand (specification, 6.2.2). */
export function inSequence(steps: readonly Run[]): Run {
  const [first, second] = steps;
  if (first && !second) return first;
  return async (execution) => {
    for (const run of steps) await run(execution);
  };
}

function inParallel(steps: readonly Run[]): Run {
  return async (execution) => {
    await Promise.all(steps.map((run) => run(execution)));
  };
}

function compileRootFetch(fetch: RootFetch, facts: SupergraphFacts, answerWithout: AnswerWithout): Run {
  const bodyOf = compileBody(fetch);
  const rewrite = compileRewrites(fetch.rewrites, facts);
  const renames = new Map(fetch.rewrites.map(({ from, to }) => [from, to]));
  const rename = (key: string): string => renames.get(key) ?? key;
  const locate: Told['locate'] = (path) => [[...fieldsOf(fetch.path), ...path.map(rename)]];
  const walk = fetch.path.length > 0 ? compilePath(fetch.path, facts) : null;
  return async (execution) => {
    const { caller, variables } = execution;
    const answer = await execution.ask({
      subgraph: fetch.subgraph,
      body: bodyOf(variables),
      isMutation: fetch.isMutation,
      entities: 0,
      caller,
    });
    execution.answers.push({ answer, locate });
    for (const { path, ...error } of answer.errors) {
      const located = walk ? undefined : path?.map((key) => (typeof key === 'string' ? rename(key) : key));
      execution.errors.push(located ? { ...error, path: located } : error);
    }
    const data = answer.reached ? answer.data : answerWithout(fetch.operation, variables);
    if (!data) return;
    rewrite(data);
    // A field that gives `Query` again: the same answer stands wherever the field does.
    if (walk) walk(execution.data, (object) => mergeInto(object, structuredClone(data)));
    else if (execution.data) mergeInto(execution.data, data);
    else execution.data = data;
  };
}

function entityBatches(step: Step): readonly EntityBatch[] {
  if (step.kind === 'entities') return step.batches;
  return step.kind === 'roots' ? [] : step.steps.flatMap(entityBatches);
}

function isBelow(path: Path, above: Path): boolean {
  const fields = fieldsOf(path);
  return fieldsOf(above).every((field, index) => field === fields[index]);
}
