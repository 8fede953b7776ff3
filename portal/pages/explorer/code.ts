import { EXAMPLES } from './examples.ts';
import type { Question } from './shared.ts';

/** How a question is asked. A key is never written into code: it is read where the program runs. */
export interface How extends Question {
  readonly url: string;
  readonly language: string;
  readonly hasKey: boolean;
}

export const CODES = {
  typescript: { name: 'TypeScript', write: typescript },
  curl: { name: 'curl', write: curl },
} as const;
export type CodeName = keyof typeof CODES;

/** A program with our client; an operation that comes with it is taken from there, typed and with its hash. */
function typescript({ query, variables, url, language, hasKey }: How): string {
  const known = EXAMPLES.find((example) => example.query.trim() === query.trim());
  const asked = known?.name ?? `\`${query.trim().replaceAll(/[`\\$]/g, '\\$&')}\``;
  const given = variables.trim() ? `, ${indented(variables.trim())}` : '';
  return [
    "import { createClient, outages } from '@brussels-city-graph/client';",
    ...(known ? [`import { ${known.name} } from '@brussels-city-graph/client/operations';`] : []),
    '',
    'const graph = createClient({',
    `  url: '${url}',`,
    `  language: '${language}',`,
    ...(hasKey ? ['  key: process.env.GRAPH_KEY,'] : []),
    '});',
    `const answer = await graph.request(${asked}${given});`,
    'console.log(answer.data);',
    'for (const { dataset, since } of outages(answer))',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the program's.
    '  console.warn(`${dataset} is down since ${since}`);',
    '',
  ].join('\n');
}

function curl({ query, variables, url, language, hasKey }: How): string {
  const body = JSON.stringify({ query: query.trim(), ...(variables.trim() ? { variables: parsed(variables) } : {}) });
  return [
    `curl -s '${url}'`,
    "  -H 'content-type: application/json'",
    `  -H 'accept-language: ${language}'`,
    ...(hasKey ? ['  -H "x-api-key: $GRAPH_KEY"'] : []),
    `  -d '${body.replaceAll("'", "'\\''")}'`,
  ].join(' \\\n');
}

const indented = (json: string): string => json.replaceAll(/"([a-z]\w*)":/gi, '$1:');

/** Variables that are no JSON yet are left out. */
function parsed(variables: string): unknown {
  try {
    return JSON.parse(variables);
  } catch {
    return undefined;
  }
}
