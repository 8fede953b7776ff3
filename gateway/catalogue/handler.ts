import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as v from 'valibot';
import { read, setting } from '../../kernel/env.ts';
import { ERRORS, type ErrorCode } from '../../kernel/errors.ts';
import { type LambdaHandler, refuse } from '../../kernel/lambda.ts';
import { hashOf } from '../documents/hash.ts';
import { publicAddress } from './address.ts';
import { toCatalog } from './catalog.ts';
import { Failed, QUESTION, Whole } from './question.ts';

/** Where whoever runs this deployment is reached: a page or a mail address. */
const CONTACT = setting('OPERATOR_CONTACT', null);
/** Who runs it, and so publishes the catalogue. */
const NAME = setting('OPERATOR_NAME', 'Brussels City Graph');
/** Seconds for which a cache may keep it: it changes with a deployment only. */
const MAX_AGE = 3_600;

/**
 * `GET /catalogue`: the datasets as DCAT-AP in JSON-LD, whatever the client accepts. The gateway knows them through its
 * graph only, so it asks that one question. A catalogue that lacks something is not given: who harvests it would
 * take what is missing for withdrawn.
 */
export function createCatalogue(ask: LambdaHandler): LambdaHandler {
  return async (event, context) => {
    const address = publicAddress(event);
    if (!address) return refuse(400, 'BAD_REQUEST', 'The host that the request names is none of this API.');
    const answer = await ask(toQuestion(event), context);
    if (answer.statusCode === 429) return answer;
    const body: unknown = JSON.parse(answer.body ?? 'null');
    const failed = v.safeParse(Failed, body);
    if (failed.success) {
      const [{ message, extensions }] = failed.output.errors;
      return refuse(503, isCode(extensions.code) ? extensions.code : 'INTERNAL_SERVER_ERROR', message);
    }
    const { data } = v.parse(Whole, body);
    const operator = { name: read(NAME) ?? '', contact: read(CONTACT) };
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/ld+json', 'cache-control': `public, max-age=${MAX_AGE}` },
      body: JSON.stringify(toCatalog(data.datasets, address, operator)),
    };
  };
}

/** The catalogue's question to the graph, in the place of what the client sent. */
function toQuestion(event: APIGatewayProxyEventV2): APIGatewayProxyEventV2 {
  const { traceparent } = event.headers;
  const { requestContext } = event;
  return {
    ...event,
    rawPath: '/graphql',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...(traceparent ? { traceparent } : {}) },
    requestContext: { ...requestContext, http: { ...requestContext.http, method: 'POST', path: '/graphql' } },
    body: JSON.stringify({ query: QUESTION, documentId: `sha256:${hashOf(QUESTION)}` }), // Trusted, whatever else is.
    isBase64Encoded: false,
  };
}

const isCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);
