/** All that an answer may differ by: what the gateway's `Vary` names. CloudFront keeps answers apart by these alone. */
export const KEYED_BY = ['Accept', 'Accept-Language', 'Authorization', 'Origin', 'X-Api-Key'];

/** What the gateway reads besides, or what it is told by CloudFront; nothing else of a caller goes on, no cookie either. */
export const FORWARDED = [
  'Content-Type',
  'Apollo-Require-Preflight',
  'Traceparent',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'CloudFront-Viewer-Address',
];
