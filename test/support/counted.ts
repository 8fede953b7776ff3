import { type ASTNode, type DocumentNode, parse, visit } from 'graphql';

/** A document that counts how often one of its nodes is looked into: work that can be measured without a clock. */
export function countedDocument(text: string): { readonly document: DocumentNode; readonly reads: () => number } {
  let reads = 0;
  const counting = (node: ASTNode): ASTNode =>
    new Proxy(node, {
      get: (target, name, receiver) => {
        reads += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  const document: DocumentNode = visit(parse(text), { leave: counting });
  reads = 0;
  return { document, reads: () => reads };
}
