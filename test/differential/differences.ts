/** A way in which an engine is known to differ from one schema over all the data, and why. */
export interface Difference {
  readonly what: string;
  /** Where it is written, or what causes it. */
  readonly why: string;
  /** An operation that shows it. */
  readonly example: string;
  readonly when: (query: string, answered: string) => boolean;
}

const refused = (answered: string): boolean => answered === 'OPERATION_NOT_PLANNABLE';

/**
 * Every known difference. Ours are refusals, never other data; all come from the planner
 * (`@graphql-hive/router-query-planner` 0.0.38).
 */
export const DIFFERENCES: { readonly ours: readonly Difference[]; readonly apollo: readonly Difference[] } = {
  ours: [
    {
      what: 'a type condition below a field that gives an interface object',
      why: 'GraphQL 2.8.2 (type conditions) over the federation directive @interfaceObject: the planner finds no way, or plans one of several conditions only; so the engine refuses all of them.',
      example: '{ media { ... on Film { minutes } } }',
      when: (query, answered) => refused(answered) && /\.\.\. on (Film|Leaflet)|on Media/.test(query),
    },
    {
      what: 'a field with @requires below an entity of another subgraph that leads back',
      why: 'The federation directive @requires: the planner attaches what is required to the root fetch, where the path does not exist.',
      example: '{ operators { seat { oldest { home { density } } } } }',
      when: (query, answered) => refused(answered) && /\b(density|sign)\b/.test(query),
    },
  ],
  apollo: [
    {
      what: 'a type condition below an interface object',
      why: 'GraphQL 2.8.2: its fields are left out, without an error.',
      example: '{ media { ... on Film { rating } } }',
      when: (query) => /\bmedia\b/.test(query),
    },
    {
      what: '@requires with arguments meets the same field of the client',
      why: 'GraphQL 5.3.2 (field selection merging) is not observed between what the client asks and what @requires asks: one overrides the other.',
      example: '{ lines { stops { label sign } } }',
      when: (query) => /\bsign\b/.test(query),
    },
    {
      what: 'a variable of the name $representations',
      why: 'GraphQL 5.8.1 (variable uniqueness) is broken in the operation that it sends to the subgraph.',
      example:
        'query Q($representations: String) { line(id: "l1") { stops { label(lang: $representations) shelter } } }',
      when: (query) => query.includes('$representations'),
    },
    {
      what: 'an alias that is the name of a key or of a required field',
      why: 'GraphQL 5.3.2: the value under the alias is sent as the key.',
      example: '{ lines { id: name riders } }',
      when: (query) => /\b(id|code|name|number|place|people|label|town): [a-z]/.test(query),
    },
    {
      what: 'a selection of which every field is skipped',
      why: 'GraphQL 6.3.2 (field collection): the object is there and has no fields; it is null instead, without an error.',
      example: 'query Q($c: Boolean!) { people { id @skip(if: $c) } }',
      when: (query) => /\{( \w+ @(skip|include)\(if: [^)]+\))+ \}/.test(query),
    },
    {
      what: 'a field with @requires that is skipped takes its siblings from the same subgraph with it',
      why: 'GraphQL 3.13.1 (@skip) concerns the field that it stands at; the other fields are null, without an error.',
      example: 'query Q($c: Boolean!) { towns { area @include(if: $c) density @skip(if: true) citizens { age } } }',
      when: (query) => /\bdensity @(skip|include)/.test(query),
    },
    {
      what: 'an alias that every JavaScript object knows',
      why: 'GraphQL 2.7 allows it as a name.',
      example: '{ lines { __proto__: name } }',
      when: (query) => /\b(constructor|toString|__proto__):/.test(query),
    },
  ],
};
