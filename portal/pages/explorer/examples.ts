import samples from '../../../client/operations/variables.json' with { type: 'json' };

/** An operation that is ready to run. */
export interface Example {
  readonly name: string;
  /** What it is for, in a sentence; in English, as the operations are. */
  readonly about: string;
  readonly query: string;
  /** JSON; empty where it takes none. */
  readonly variables: string;
}

const files = import.meta.glob<string>('../../../client/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variablesOf = new Map<string, object>(Object.entries(samples));

/** The operations of the typed client, in alphabetical order. */
export const EXAMPLES: readonly Example[] = Object.values(files).flatMap((text) => {
  const [, name] = /^query (\w+)/m.exec(text) ?? [];
  if (!name) return [];
  const [comment = ''] = /^(# .*\n)+/.exec(text) ?? [];
  const about = comment.replaceAll(/^# /gm, '').replaceAll('\n', ' ').trim();
  const variables = variablesOf.get(name);
  return [{ name, about, query: text, variables: variables ? JSON.stringify(variables, null, 2) : '' }];
});

/** `AirReport` as `Air report`. */
export const titleOf = (name: string): string =>
  name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The example that a reader sees first. */
export const FIRST = EXAMPLES.find(({ name }) => name === 'NearMe') ?? EXAMPLES[0];
