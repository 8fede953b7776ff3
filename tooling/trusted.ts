import { type DocumentNode, Kind, parse, print, type SelectionNode, type SelectionSetNode, visit } from 'graphql';
import { QUESTION } from '../gateway/catalogue/question.ts';
import { hashOf } from '../gateway/documents/hash.ts';
import { clientOperations } from './client-operations.ts';

/** In what form a document is sent. */
export type Form = 'plain' | 'typename';

const TYPENAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The texts in which clients send a document, exactly. `plain` is what graphql-js prints: a client sends it that
 * has the document as it was written. `typename` is the same with `__typename` at the end of every selection but the
 * root's: Apollo Client's cache and urql's add it before they print. One text where these are the same.
 */
export function textsOf(document: DocumentNode): ReadonlyMap<Form, string> {
  const plain = print(document);
  const typename = print(withTypenames(document));
  return new Map<Form, string>([['plain', plain], ...(typename === plain ? [] : [['typename', typename] as const])]);
}

function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: (node, _key, parent): SelectionSetNode | undefined => {
      const isRoot = parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
      const isThere = node.selections.some((each) => each.kind === Kind.FIELD && each.name.value.startsWith('__'));
      return isRoot || isThere ? undefined : { ...node, selections: [...node.selections, TYPENAME] };
    },
  });
}

/** The documents that come with the gateway, by hash: the client's operations, and the catalogue's question as it is asked. */
export function trustedDocuments(): ReadonlyMap<string, string> {
  const texts = [QUESTION, ...clientOperations().flatMap(({ text }) => [...textsOf(parse(text)).values()])];
  return new Map(texts.map((text) => [hashOf(text), text]));
}
