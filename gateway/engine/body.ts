import { clientVariable } from '../operation/questions.ts';

/** Writes the JSON body of a request to a subgraph; `more` is JSON text of further variables. */
export type WriteBody = (variables: Readonly<Record<string, unknown>>, more?: string) => string;

/** Compiles everything of a request that does not depend on variables (GraphQL over HTTP, 5.4). */
export function compileBody(fetch: { readonly operation: string; readonly variables: readonly string[] }): WriteBody {
  const query = `"query":${JSON.stringify(fetch.operation)}}`;
  const used = fetch.variables.map((name) => ({ name: clientVariable(name), prefix: `${JSON.stringify(name)}:` }));
  return (variables, more = '') => {
    let text = more;
    for (const { name, prefix } of used) {
      const value = Object.hasOwn(variables, name) ? JSON.stringify(variables[name]) : undefined;
      if (value !== undefined) text += (text ? ',' : '') + prefix + value;
    }
    // Variables come first: two requests that are not the same soon differ.
    return text ? `{"variables":{${text}},${query}` : `{${query}`;
  };
}
