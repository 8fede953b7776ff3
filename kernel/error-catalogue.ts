/**
 * Everything that can go wrong, in one place. `docs/errors.md` is printed from it.
 * `says` completes a sentence that starts with the dataset; `means` and `todo` are for the reader of the docs.
 */
export const ERRORS = {
  SOURCE_UNAVAILABLE: {
    retryable: true,
    says: 'could not be reached',
    means:
      'The administration refused the connection, failed to resolve, or answered with a server error. With `retryAfter` it has failed so often that it is left alone for so many seconds.',
    todo: 'Show the rest of the answer; ask again later.',
  },
  SOURCE_TIMEOUT: {
    retryable: true,
    says: 'did not answer in time',
    means:
      'The administration did not complete its answer within the time that this dataset allows, or that was left of the request.',
    todo: 'Show the rest of the answer; ask again later.',
  },
  SOURCE_THROTTLED: {
    retryable: true,
    says: 'cannot be asked more often',
    means:
      'The administration asks us to slow down (HTTP 429, 503 with `Retry-After`, or 403 for a quota that is used up), or the quota that we keep to is used up.',
    todo: 'Wait for `retryAfter` seconds when it is given.',
  },
  SOURCE_REFUSED: {
    retryable: false,
    says: 'refused our question',
    means: 'The administration answered with a client error: a missing or wrong key, or an address that moved.',
    todo: 'Tell the operator of this API; asking again will not help.',
  },
  SOURCE_INVALID: {
    retryable: false,
    says: 'answered in a form that does not fit its standard',
    means:
      'The answer is not what the wire standard of this dataset promises; `field` names the first place that does not fit.',
    todo: 'Tell the operator of this API; asking again will rarely help.',
  },
  SOURCE_TOO_LARGE: {
    retryable: false,
    says: 'answered with more than we accept',
    means: 'The answer is larger than the size this dataset declares; reading was stopped.',
    todo: 'Tell the operator of this API.',
  },
  SUBGRAPH_UNAVAILABLE: {
    retryable: true,
    says: 'is out of order',
    means: 'A whole domain of the graph did not answer; `subgraph` names it. The other domains are complete.',
    todo: 'Show the rest of the answer; ask again later.',
  },
  SUBGRAPH_TIMEOUT: {
    retryable: true,
    says: 'did not answer in time',
    means: 'A whole domain of the graph did not answer within its time, or within what was left of the operation.',
    todo: 'Show the rest of the answer; ask again later.',
  },
  SUBGRAPH_INVALID: {
    retryable: false,
    says: 'answered in a form that does not fit the graph',
    means: 'What a domain answered is not what the schema promises; the place in question is null.',
    todo: 'Report it with the time of the request.',
  },
  UNKNOWN_ID: {
    retryable: false,
    says: 'does not exist',
    means: 'No object has this id. Its place in the list is null; the other elements are complete.',
    todo: 'Check the id; `id` repeats it, or its first hundred characters.',
  },
  BAD_USER_INPUT: {
    retryable: false,
    says: 'cannot be used',
    means: 'An argument or variable is outside what the schema allows; the message gives the allowed range.',
    todo: 'Change the argument.',
  },
  CONFLICT: {
    retryable: false,
    says: 'has been changed by somebody else meanwhile',
    means:
      'A change was made to a version that is no longer the last one, or to add what is there already. Nothing was changed; `version` says of which version it is now.',
    todo: 'Read it again, see whether the change still makes sense, and send it with the new version.',
  },
  OUTSIDE_REGION: {
    retryable: false,
    says: 'lies outside the region',
    means:
      'A point or box is not in the Brussels-Capital Region; the message says where that is, and whether latitude and longitude look swapped.',
    todo: 'Check the coordinates: WGS84 degrees, `lat` about 50.8, `lon` about 4.4.',
  },
  HISTORY_NOT_KEPT: {
    retryable: false,
    says: 'keeps no history',
    means:
      'The administration keeps only what is so now, or not as far back as was asked; the graph keeps no history of its own.',
    todo: 'Ask without `between` or `asOf`, or for a time that the message names.',
  },
  POSITION_NEEDS_POST: {
    retryable: false,
    says: 'must not stand in an address',
    means:
      'The operation carries a position, or a text that somebody looks for, or asks for what is not open to everybody, and was sent with GET: it would stay in the logs of every proxy on the way. Status 405.',
    todo: 'Send it with POST.',
  },
  BAD_REQUEST: {
    retryable: false,
    says: 'is no question',
    means:
      'The HTTP request is no GraphQL-over-HTTP request: malformed JSON, no query, a form of another page. Status 400; 405 for another method, 415 for a body of another media type.',
    todo: 'Send `{ "query": ... }` as `application/json`.',
  },
  GRAPHQL_PARSE_FAILED: {
    retryable: false,
    says: 'cannot be parsed',
    means: 'The query is no GraphQL; the message says where. Status 400.',
    todo: 'Correct the query.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    retryable: false,
    says: 'does not fit the schema',
    means: 'The query asks for what `GET /schema.graphql` does not have. Status 400.',
    todo: 'Correct the query.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    retryable: false,
    says: 'cannot be run',
    means:
      'The document has several operations and none is named, or a kind of operation that the graph does not have. Status 400.',
    todo: 'Send `operationName`; the graph has queries and mutations, no subscriptions.',
  },
  OPERATION_NOT_PLANNABLE: {
    retryable: false,
    says: 'cannot be planned',
    means: 'The schema allows the operation, but no way through the domains answers it. Status 400.',
    todo: 'Report it with the query; asking for its parts one by one may work.',
  },
  QUERY_TOO_COMPLEX: {
    retryable: false,
    says: 'is too complex',
    means:
      'The operation is over a limit of its form: size, tokens, depth, aliases, root fields, directives, fragments. Status 400, or 413 for size.',
    todo: 'Ask less at once; the message says of what.',
  },
  COST_TOO_HIGH: {
    retryable: false,
    says: 'costs too much',
    means: 'The operation may lead to more objects than one request may ask for. Status 400.',
    todo: 'Ask for fewer elements (`first`) or fewer lists in lists; `estimated` and `maximum` say by how much.',
  },
  ANSWER_TOO_LARGE: {
    retryable: false,
    says: 'has too large an answer',
    means: 'The answer is larger than one request may have. Status 400, and nothing of it.',
    todo: 'Ask for fewer elements (`first`), a smaller area (`within`), or fewer fields; only `enterprises` has pages (`after`).',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    retryable: false,
    says: 'is not known here',
    means: 'No document of this hash is known; with `retryable` true it could not be looked up just now. Status 200.',
    todo: 'Send the document with its hash, as clients of Apollo’s protocol do by themselves, or publish it first.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    retryable: false,
    says: 'is not looked up here',
    means: 'Documents are not known by their hash for this client. Status 200.',
    todo: 'Send documents, as clients of Apollo’s protocol do by themselves from then on.',
  },
  PERSISTED_QUERY_REQUIRED: {
    retryable: false,
    says: 'is no trusted document',
    means: 'This client asks by the hash of a known document, and no other way. Status 403; nothing was parsed.',
    todo: 'Publish the document, and send its hash.',
  },
  UNAUTHENTICATED: {
    retryable: false,
    says: 'does not know who asks',
    means: 'The key or the token is unknown, revoked or expired, or one is needed and none was sent. Status 401.',
    todo: 'Send a valid key in `x-api-key`, or a token in `Authorization`; or none of them, for what is open to everybody.',
  },
  FORBIDDEN: {
    retryable: false,
    says: 'is not open to everybody',
    means:
      'The caller has not been granted what this field needs. Nobody was asked for it; the rest of the answer is complete. For a change, or where the client wants all or nothing, the whole operation is refused with status 403.',
    todo: 'Ask the operator of this API for the scope that the message names.',
  },
  NOT_AGREED: {
    retryable: false,
    says: 'is covered by no agreement',
    means:
      'One administration asks what another keeps, and no agreement between the two covers these fields, for this purpose by this legal act, at this time. Nothing was read; that it was asked is in the trail.',
    todo: 'Check the purpose and the legal act against the agreement; ask for no more than it names.',
  },
  ACCESS_UNAVAILABLE: {
    retryable: true,
    says: 'cannot be opened while nobody can check who asks',
    means: 'A key or token was sent, and what checks it is down. What is open to everybody is answered as ever.',
    todo: 'Ask again later.',
  },
  TOO_MANY_REQUESTS: {
    retryable: true,
    says: 'is more than is answered at once',
    means: 'A quota is spent, or the API has as many requests as it can bear. Status 429; nobody was asked anything.',
    todo: 'Ask again after the seconds in `Retry-After`.',
  },
  TRAIL_UNAVAILABLE: {
    retryable: true,
    says: 'cannot be written',
    means:
      'What is read of closed data, and every change, leaves an entry in the trail. It could not be entered, so that nothing is given; a change may have been made.',
    todo: 'Ask again later; a change with the same idempotency key.',
  },
  NOT_FOUND: {
    retryable: false,
    says: 'is not there',
    means: 'The path is none of this API. Status 404.',
    todo: 'Ask at `POST /graphql`.',
  },
  NOT_ACCEPTABLE: {
    retryable: false,
    says: 'is not offered',
    means:
      'Nothing that `Accept` names can be written, or the query wants incremental delivery (`@defer`, `@stream`). Status 406.',
    todo: 'Accept `application/json`; leave the directives out.',
  },
  INTERNAL_SERVER_ERROR: {
    retryable: false,
    says: 'failed on our side',
    means: 'A fault in this API itself. It is logged with its cause; the answer carries no detail.',
    todo: 'Report it with the time of the request.',
  },
} as const satisfies Record<string, { retryable: boolean; says: string; means: string; todo: string }>;

export type ErrorCode = keyof typeof ERRORS;
