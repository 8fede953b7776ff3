import { buildSchema, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { createPlanner, type Planner } from '../gateway/engine/planner.ts';
import { type Plans, planKeys } from '../gateway/engine/prepared.ts';
import type { SupergraphFacts } from '../gateway/facts.ts';
import { dataKeys } from '../gateway/operation/names.ts';
import { type Operation, operationOf, settle } from '../gateway/operation/operation.ts';
import { questionsOf } from '../gateway/operation/questions.ts';

/** A graph for which is planned. */
export interface Plannable {
  readonly supergraphSdl: string;
  readonly apiSdl: string;
  readonly facts: SupergraphFacts;
}

/** Of an operation with more than four conditions, not every case is planned beforehand. */
const MOST_CASES = 16;
/** Milliseconds that one plan may take here. */
const BUDGET = 10_000;

/**
 * Plans documents for every way in which their `@skip` and `@include` can be settled, as an engine would ask for it.
 * @returns null where the planner has no binary.
 * @throws {Error} naming an operation that does not fit the graph, or for which there is no plan.
 */
export async function plansOf(documents: Iterable<string>, graph: Plannable): Promise<Plans | null> {
  const planner = createPlanner(graph.supergraphSdl, BUDGET);
  const isThere = await planner.ready.then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const schema = buildSchema(graph.apiSdl, { assumeValid: true, noLocation: true });
  const plans: Record<string, string> = {};
  const keyOf = planKeys(graph.supergraphSdl);
  for (const text of documents) {
    for (const operation of operationsIn(text, schema))
      for (const question of asked(operation, graph.facts))
        plans[keyOf(question)] ??= JSON.stringify(await planned(planner, operation, question));
  }
  return plans;
}

function operationsIn(text: string, schema: GraphQLSchema): readonly Operation[] {
  const document = parse(text);
  const definitions = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [invalid] = validate(schema, document);
  if (invalid) throw new Error(`${definitions[0]?.name?.value ?? 'An operation'}: ${invalid.message}`);
  return definitions.map((definition) => operationOf(schema, document, definition));
}

/** The questions that the engine has for a planner, over all cases. */
function asked(operation: Operation, facts: SupergraphFacts): readonly string[] {
  const { conditions } = operation;
  const cases = Array.from({ length: Math.min(2 ** conditions.length, MOST_CASES) }, (_, bits) =>
    Object.fromEntries(conditions.map((name, place) => [name, ((bits >> place) & 1) === 1])),
  );
  const dataKey = dataKeys(facts);
  return cases.flatMap((variables) => questionsOf(settle(operation, variables), dataKey, facts).planned);
}

async function planned(planner: Planner, { definition }: Operation, question: string) {
  try {
    return await planner.plan(question);
  } catch (cause) {
    throw new Error(`${definition.name?.value ?? 'An operation'} cannot be planned`, { cause });
  }
}
