import type { DocumentNode } from 'graphql';
import type { Typed } from './document.ts';

/** A parsed document with the types of its answer and variables: a `TypedDocumentNode` of every library that has one. */
export type ParsedDocument<Data, Variables> = DocumentNode & Typed<Data, Variables>;
