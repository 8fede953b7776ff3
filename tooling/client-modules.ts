import {
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  isEnumType,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { closedIn } from '../gateway/access/closed.ts';
import type { AccessFacts } from '../gateway/access/needs.ts';
import { hashOf } from '../gateway/documents/hash.ts';
import { operationOf } from '../gateway/operation/operation.ts';
import { mayNamePlace } from '../gateway/policies/position.ts';
import { ERRORS } from '../kernel/errors.ts';
import { clientOperations } from './client-operations.ts';
import { textsOf } from './trusted.ts';

/** What the client must know of the contract: the codes of errors, and the states of sources. */
export function clientContract(apiSdl: string): string {
  const state = buildSchema(apiSdl).getType('SourceState');
  const states = isEnumType(state) ? state.getValues().map(({ name }) => name) : [];
  const union = (names: readonly string[]) => names.map((name) => `\n  | '${name}'`).join('');
  return `
/** What can go wrong: \`docs/errors.md\` says what each means, and what to do. */
export type ErrorCode =${union(Object.keys(ERRORS))};

/** How a source stands. */
export type SourceState =${union(states)};
`;
}

/** The operations of the client by their texts, each with its hash, and typed. */
export function clientTexts(apiSdl: string, facts: AccessFacts): string {
  const schema = buildSchema(apiSdl);
  const operations = clientOperations().map(({ name, text }) => {
    const document = parse(text);
    const definition = getOperationAST(document);
    if (!definition) throw new Error(`${name} has no operation`);
    const plain = textsOf(document).get('plain') ?? '';
    const kind = definition.operation === 'query' ? 'Query' : 'Mutation';
    const value = { name, text: plain, hash: hashOf(plain), isOpen: isOpen(schema, document, definition, facts) };
    const types = `${name}${kind}, ${name}${kind}Variables`;
    const says = /^# (.*)/.exec(text)?.[1] ?? name;
    return {
      types,
      code: `/** ${says} */\nexport const ${name}: Operation<${types}> = ${JSON.stringify(value, null, 2)};\n`,
    };
  });
  return `
import type { Operation } from '../document.ts';
import type { ${operations.map(({ types }) => types).join(', ')} } from './types.ts';

${operations.map(({ code }) => code).join('\n')}`;
}

/** Whether no request of it can carry a place, a text that somebody looks for, or what is closed. */
function isOpen(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  facts: AccessFacts,
): boolean {
  const operation = operationOf(schema, document, definition);
  return definition.operation === 'query' && !mayNamePlace(operation) && !closedIn(operation, facts);
}
