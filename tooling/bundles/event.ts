/** The event of a POST, as API Gateway gives it (payload format 2.0). */
export function eventOf(body: string, headers: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/graphql',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', host: 'localhost', ...headers },
    requestContext: {
      http: { method: 'POST', path: '/graphql', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
      domainName: 'localhost',
      requestId: 'cold',
      stage: '$default',
      timeEpoch: Date.now(),
    },
    body,
    isBase64Encoded: false,
  });
}

/** Headers from names and values in turn. */
export function headersOf(pairs: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at < pairs.length; at += 2) headers[pairs[at] ?? ''] = pairs[at + 1] ?? '';
  return headers;
}
