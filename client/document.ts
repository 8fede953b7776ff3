/** What code generators write on a document, so that its answer and its variables have types. */
export interface Typed<Data, Variables> {
  __apiType?: (variables: Variables) => Data;
}

/** An operation of this package: its text, and what is known of it. */
export interface Operation<Data, Variables> extends Typed<Data, Variables> {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text, by which the gateway knows it. */
  readonly hash: string;
  /** Whether it can never carry a place, a text that somebody looks for, or what is closed: an address stays in logs. */
  readonly isOpen: boolean;
}

/** A text, or a generated string: `documentMode: 'string'` of graphql-codegen's client preset, with or without a hash. */
export interface TypedText<Data, Variables> extends Typed<Data, Variables> {
  readonly length: number;
  toString(): string;
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined;
}

/** A parsed document, as `TypedDocumentNode` is one. It needs `print` of graphql-js to be sent. */
export interface TypedNode<Data, Variables> extends Typed<Data, Variables> {
  readonly kind: 'Document';
  readonly definitions: readonly unknown[];
}

/** Everything that can be asked. */
export type Document<Data, Variables> =
  | Operation<Data, Variables>
  | TypedNode<Data, Variables>
  | TypedText<Data, Variables>;

/** A document as it is sent. */
export interface Sendable {
  readonly text: string;
  readonly hash: string | null;
  readonly isOpen: boolean;
  readonly isMutation: boolean;
}

/** Writes a parsed document: `print` of graphql-js. A method, so that its narrower parameter fits. */
export interface Printer {
  print(document: unknown): string;
}

/** @throws {TypeError} for a parsed document without something that prints it. */
export function sendable(document: Document<unknown, never>, print: Printer['print'] | undefined): Sendable {
  if (isOperation(document)) return { ...document, isMutation: changes(document.text) };
  if (!isNode(document)) {
    const text = document.toString();
    return { text, hash: sha256(document.__meta__?.hash), isOpen: false, isMutation: changes(text) };
  }
  if (!print) throw new TypeError('Give createClient the `print` of graphql-js to ask with parsed documents.');
  const text = print(document);
  return { text, hash: null, isOpen: false, isMutation: changes(text) };
}

// A text may be no object.
const isOperation = (document: Document<unknown, never>): document is Operation<unknown, never> =>
  typeof document === 'object' && 'text' in document;
const isNode = (document: Document<unknown, never>): document is TypedNode<unknown, never> =>
  typeof document === 'object' && 'kind' in document;

/** A generator's hash, which the gateway can only know if it is a SHA-256. */
const sha256 = (hash: unknown): string | null =>
  typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? hash : null;

/** Whether it may be a mutation: a query that has the word is treated with the same care. */
const changes = (text: string): boolean => /\bmutation\b/.test(text);
