import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A POST of a GraphQL question as API Gateway gives it. */
export function eventOf(
  headers: Readonly<Record<string, string>> = {},
  sourceIp = '192.0.2.1',
  query = '{ __typename }',
): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/graphql',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    isBase64Encoded: false,
    body: JSON.stringify({ query }),
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: '',
      domainPrefix: '',
      http: { method: 'POST', path: '/graphql', protocol: 'HTTP/1.1', sourceIp, userAgent: '' },
      requestId: '',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}
