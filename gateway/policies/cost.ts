import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { refusal } from '../errors.ts';
import type { Operation } from '../operation/operation.ts';
import type { CostFacts, ListSize } from './cost-facts.ts';
import { LIMITS } from './limits.ts';
import { givenValue, type Variables } from './values.ts';

/** What an operation may cost, before anything is asked. */
export interface CostEstimate {
  /** Objects that may be given, weighed. */
  readonly estimate: (variables: Variables) => number;
  /** Refuses what is over the budget, of the operation or of one domain. */
  readonly check: (variables: Variables) => GraphQLError | null;
}

/** What the schema's own fields cost: the whole of it is 200 KB. */
const INTROSPECTION = 200;
/** Elements of a list of which the schema says nothing. */
const UNKNOWN_SIZE = 10;

/** A cost: a number where it does not depend on variables, else how to compute it. */
type Cost = number | ((variables: Variables) => number);

/**
 * Compiles the estimate of an operation after the cost directives specification: a field costs its weight, and an
 * object the weight of its type (1 unless the schema says otherwise) times the length of its list. What `@skip` and
 * `@include` may leave out counts.
 */
export function estimateOf(operation: Operation, facts: CostFacts): CostEstimate {
  const total = new Estimation(operation, facts, null).total();
  const domains = [...new Set(Object.values(facts.domains))].map((domain) => ({
    domain,
    cost: new Estimation(operation, facts, domain).total(),
  }));
  const valueIn = (cost: Cost, variables: Variables): number => (typeof cost === 'number' ? cost : cost(variables));
  return {
    estimate: (variables) => valueIn(total, variables),
    check: (variables) => {
      const estimated = valueIn(total, variables);
      if (estimated > LIMITS.cost) return tooHigh('The operation', estimated, LIMITS.cost);
      if (estimated <= LIMITS.domainCost) return null; // A domain's part is no more than the whole.
      for (const { domain, cost } of domains) {
        const part = valueIn(cost, variables);
        if (part > LIMITS.domainCost) return tooHigh(`What is asked of the ${domain} domain`, part, LIMITS.domainCost);
      }
      return null;
    },
  };
}

function tooHigh(what: string, estimated: number, maximum: number): GraphQLError {
  return refusal('COST_TOO_HIGH', `${what} may cost ${estimated}; ${maximum} is allowed. Ask for fewer elements.`, {
    estimated,
    maximum,
  });
}

class Estimation {
  readonly operation: Operation;
  readonly facts: CostFacts;
  /** Count only what this domain answers; null counts everything. */
  readonly domain: string | null;
  /** Each selection of a type is estimated once, however often fragments lead to it. */
  readonly known = new Map<SelectionSetNode, Map<string, Cost>>();

  constructor(operation: Operation, facts: CostFacts, domain: string | null) {
    this.operation = operation;
    this.facts = facts;
    this.domain = domain;
  }

  total(): Cost {
    const { schema, definition } = this.operation;
    const root = schema.getRootType(definition.operation);
    return root ? this.selection(definition.selectionSet, root, '', null) : 0;
  }

  selection(set: SelectionSetNode, type: GraphQLCompositeType, domain: string, sized: FieldNode | null): Cost {
    if (sized) return this.fields(set, type, domain, sized);
    const key = `${type.name} ${domain}`;
    const byType = this.known.get(set) ?? new Map<string, Cost>();
    this.known.set(set, byType);
    const cost = byType.get(key) ?? this.fields(set, type, domain, null);
    byType.set(key, cost);
    return cost;
  }

  fields(set: SelectionSetNode, type: GraphQLCompositeType, domain: string, sized: FieldNode | null): Cost {
    const { schema, fragments } = this.operation;
    return sum(
      set.selections.map((selection) => {
        if (selection.kind === Kind.FIELD) return this.field(selection, type, domain, sized);
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
        return fragment
          ? this.selection(fragment.selectionSet, isCompositeType(condition) ? condition : type, domain, sized)
          : 0;
      }),
    );
  }

  field(node: FieldNode, parent: GraphQLCompositeType, inherited: string, sized: FieldNode | null): Cost {
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (!field) return this.domain === null && /^__(schema|type)$/.test(node.name.value) ? INTROSPECTION : 0;
    const coordinate = `${parent.name}.${field.name}`;
    const domain = this.facts.domains[coordinate] ?? inherited;
    const counts = this.domain === null || this.domain === domain;
    const weight = counts ? (this.facts.weights[coordinate] ?? 0) : 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type) || !node.selectionSet) return weight;
    const list = this.facts.lists[coordinate];
    const connection = list?.sizedFields ? node : null;
    const each = sum([
      counts ? (this.facts.weights[type.name] ?? 1) : 0,
      this.selection(node.selectionSet, type, domain, connection),
    ]);
    return sum([weight, times(this.size(field, node, list, sized), each)]);
  }

  /** The length of a list; 1 for what is none. */
  size(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    list: ListSize | undefined,
    sized: FieldNode | null,
  ): Cost {
    if (!isListType(getNullableType(field.type))) return 1;
    // `nodes` of a connection: as long as the arguments of the connection's field say.
    if (sized) return this.given(sized, ['first', 'last'], UNKNOWN_SIZE);
    // A root that takes a list of ids gives one element for each.
    const ids = field.args.filter(({ type }) => isListType(getNullableType(type))).map(({ name }) => name);
    return this.given(node, [...(list?.slicingArguments ?? []), ...ids], list?.assumedSize ?? UNKNOWN_SIZE);
  }

  /** The largest length that arguments of a field give; `assumed` when none does. */
  given(node: FieldNode, names: readonly string[], assumed: number): Cost {
    const values = (node.arguments ?? []).filter(({ name }) => names.includes(name.value)).map(({ value }) => value);
    const lengthIn = (variables: Variables): number => {
      const lengths = values.flatMap((value) => {
        const length = givenValue(value, this.operation, variables);
        return Array.isArray(length) ? [length.length] : typeof length === 'number' ? [length] : [];
      });
      // What is asked for is read, also where nothing of it is taken.
      return lengths.length > 0 ? Math.max(1, ...lengths) : assumed;
    };
    return values.some(({ kind }) => kind === Kind.VARIABLE) ? lengthIn : lengthIn({});
  }
}

function sum(costs: readonly Cost[]): Cost {
  const fixed = costs.reduce<number>((all, cost) => all + (typeof cost === 'number' ? cost : 0), 0);
  const computed = costs.filter((cost) => typeof cost !== 'number');
  return computed.length === 0 ? fixed : (variables) => computed.reduce((all, cost) => all + cost(variables), fixed);
}

function times(size: Cost, each: Cost): Cost {
  if (typeof size === 'number' && typeof each === 'number') return size * each;
  if (size === 1) return each;
  return (variables) =>
    (typeof size === 'number' ? size : size(variables)) * (typeof each === 'number' ? each : each(variables));
}
