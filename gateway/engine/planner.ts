import type {
  FlattenNodePathSegment,
  PlanNode,
  RequiresSelection,
  InputRewrite as Rewrite,
} from '@graphql-hive/router-query-planner';
import { refusal } from '../errors.ts';
import { notPlannable } from '../operation/questions.ts';
import type { Prepared } from './prepared.ts';

/**
 * The one place that knows the planner's format. What follows is the engine's own: a plan is what to ask of which
 * subgraph, and in which order.
 */
export type Step = Sequence | Parallel | RootFetch | EntityFetch;

interface Sequence {
  readonly kind: 'sequence';
  readonly steps: readonly Step[];
}

interface Parallel {
  readonly kind: 'parallel';
  readonly steps: readonly Step[];
}

interface Fetch {
  readonly subgraph: string;
  /** The GraphQL operation that the subgraph is asked. */
  readonly operation: string;
  /** Variables of the client's operation that it uses. */
  readonly variables: readonly string[];
}

/** Asks for fields of a root type. */
export interface RootFetch extends Fetch {
  readonly kind: 'roots';
  readonly isMutation: boolean;
  /** Where in the data the answer belongs: nowhere else than at its root, but for a field that gives `Query` again. */
  readonly path: Path;
  readonly rewrites: readonly KeyRename[];
}

/** Asks for fields of entities that other subgraphs have named (`_entities`); several batches are one request. */
export interface EntityFetch extends Fetch {
  readonly kind: 'entities';
  readonly batches: readonly EntityBatch[];
}

export interface EntityBatch {
  /** Under which key the answer comes: `_entities`, or an alias of it. */
  readonly key: string;
  /** The variable that takes the representations. */
  readonly variable: string;
  /** Where the entities stand in the data. */
  readonly paths: readonly Path[];
  /** What a representation consists of, by type. */
  readonly requires: readonly Requirement[];
  /** How a representation differs from the data: an interface object goes by another type name. */
  readonly inputs: readonly (KeyRename | ValueSetter)[];
  readonly rewrites: readonly KeyRename[];
}

/** `field` leads on, `types` lets only these types through, `each` goes through a list, however deep. */
export type Path = readonly ({ readonly field: string } | { readonly types: readonly string[] } | 'each')[];

export type Requirement =
  | { readonly field: string; readonly requires: readonly Requirement[] | null }
  | { readonly type: string; readonly requires: readonly Requirement[] };

export interface KeyRename {
  readonly path: Path;
  readonly from: string;
  readonly to: string;
}

export interface ValueSetter {
  readonly path: Path;
  readonly field: string;
  readonly value: string;
}

export interface Planner {
  /** Settled when operations can be planned; rejects where the planner has no binary and no plan is prepared. */
  readonly ready: Promise<unknown>;
  /**
   * Plans an operation; null when there is nothing to ask.
   * @throws {GraphQLError} QUERY_TOO_COMPLEX when the budget is spent, OPERATION_NOT_PLANNABLE when there is no way.
   */
  readonly plan: (operation: string) => Promise<Step | null>;
}

/**
 * A planner for a supergraph. Planning runs on a thread of its own, for at most `budget` milliseconds. With plans that
 * were prepared, it is loaded for the first operation that has none.
 */
export function createPlanner(supergraphSdl: string, budget: number, prepared: Prepared | null = null): Planner {
  const load = async () => {
    // Loaded here and not above: whoever runs another engine needs no binary.
    const { QueryPlanner } = await import('@graphql-hive/router-query-planner');
    return new QueryPlanner(supergraphSdl);
  };
  let loaded: ReturnType<typeof load> | null = null;
  const native = (): ReturnType<typeof load> => {
    loaded ??= load();
    return loaded;
  };
  const ready = prepared ? Promise.resolve() : native();
  ready.catch(() => {}); // Reported by whoever waits for it.
  return {
    ready,
    plan: async (operation) => {
      const known = prepared?.(operation);
      if (known !== undefined) return known;
      const planner = await native();
      const signal = AbortSignal.timeout(budget);
      try {
        const { node } = await planner.planAsync(operation, null, new Set(), 0, signal);
        return node ? stepOf(node, []) : null;
      } catch (cause) {
        if (signal.aborted) throw refusal('QUERY_TOO_COMPLEX', 'Planning this operation takes too long.');
        throw notPlannable(cause instanceof Error ? cause.message : String(cause));
      }
    },
  };
}

function stepOf(node: PlanNode, path: Path): Step {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', steps: node.nodes.map((each) => stepOf(each, path)) };
    case 'Parallel':
      return { kind: 'parallel', steps: node.nodes.map((each) => stepOf(each, path)) };
    case 'Flatten':
      return stepOf(node.node, [...path, ...pathOf(node.path)]);
    case 'Fetch': {
      const rewrites = renamesOf(node.outputRewrites);
      if (!node.requires)
        return { kind: 'roots', ...fetchOf(node), isMutation: node.operationKind === 'mutation', path, rewrites };
      const requires = requirementsOf(node.requires);
      const inputs = (node.inputRewrites ?? []).map(rewriteOf);
      const batch = { key: '_entities', variable: 'representations', paths: [path], requires, inputs, rewrites };
      return { kind: 'entities', ...fetchOf(node), batches: [batch] };
    }
    case 'BatchFetch': {
      const batches = node.entityBatch.aliases.map((alias) => ({
        key: alias.alias,
        variable: alias.representationsVariableName,
        paths: alias.paths.map((end) => [...path, ...pathOf(end)]),
        requires: requirementsOf(alias.requires),
        inputs: (alias.inputRewrites ?? []).map(rewriteOf),
        rewrites: renamesOf(alias.outputRewrites),
      }));
      return { kind: 'entities', ...fetchOf(node), batches };
    }
    default:
      // Conditions are settled before planning; neither `@defer` nor subscriptions are offered.
      throw new TypeError(`a plan with ${node.kind}`);
  }
}

function fetchOf(node: { serviceName: string; operation: string; variableUsages?: string[] }): Fetch {
  return { subgraph: node.serviceName, operation: node.operation, variables: node.variableUsages ?? [] };
}

function pathOf(segments: readonly FlattenNodePathSegment[]): Path {
  return segments.map((segment) => {
    if (segment === '@') return 'each';
    return 'Field' in segment ? { field: segment.Field } : { types: segment.TypeCondition };
  });
}

function requirementsOf(selections: readonly RequiresSelection[]): Requirement[] {
  return selections.map((selection): Requirement => {
    switch (selection.kind) {
      case 'Field':
        return {
          field: selection.name,
          requires: selection.selections ? requirementsOf(selection.selections) : null,
        };
      case 'InlineFragment':
        return { type: selection.typeCondition, requires: requirementsOf(selection.selections) };
      default:
        throw new TypeError('a requirement with a fragment spread');
    }
  });
}

const renamesOf = (rewrites: readonly Rewrite[] = []): KeyRename[] =>
  rewrites.map(rewriteOf).filter((rewrite) => 'to' in rewrite);

function rewriteOf(rewrite: Rewrite): KeyRename | ValueSetter {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo: to } = rewrite.KeyRenamer;
    return { path: rewritePath(path.slice(0, -1)), from: keyAt(path), to };
  }
  const { path, setValueTo: value } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  return { path: rewritePath(path.slice(0, -1)), field: keyAt(path), value };
}

type RewritePath = readonly ({ TypenameEquals: string[] } | { Key: string })[];

const rewritePath = (path: RewritePath): Path =>
  path.map((segment) => ('Key' in segment ? { field: segment.Key } : { types: segment.TypenameEquals }));

function keyAt(path: RewritePath): string {
  const last = path.at(-1);
  if (last && 'Key' in last) return last.Key;
  throw new TypeError('a rewrite without a key');
}
