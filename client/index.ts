/** The client of the Brussels City Graph. Its operations are in `operations`, parsed ones in `documents`. */
export type { ErrorCode, SourceState } from './__generated__/contract.ts';
export {
  type Answer,
  type Extensions,
  type GraphError,
  NoAnswerError,
  type Quota,
  type SourceEntry,
} from './answer.ts';
export { type Client, type ClientOptions, createClient, type RequestOptions } from './client.ts';
export type { Document, Operation, Typed, TypedNode, TypedText } from './document.ts';
export { isStale, type Outage, outages, sources } from './outages.ts';
export type { Wait } from './patience.ts';
export type { DateTime, MultiPolygon } from './scalars.ts';
