import { read, setting } from './env.ts';
import type { LambdaHandler } from './lambda.ts';
import { logRequest } from './log.ts';
import {
  type GatewayOperation,
  gatewayOperations,
  type SourceRequest,
  type SubgraphAnswered,
  type SubgraphCall,
  sourceRequests,
  subgraphAnswers,
  subgraphCalls,
} from './trace.ts';
import type { TraceContext } from './trace-context.ts';
import { type Span, sendSpans } from './xray.ts';

/** Whether each request is written down: `on` or `off`. */
const LOG_REQUESTS = setting('LOG_REQUESTS', 'on');

/** What happened in a function while it answered one request. */
export interface Journey {
  readonly trace: TraceContext;
  readonly calls: SubgraphCall[];
  readonly requests: SourceRequest[];
  operation: GatewayOperation | null;
  answer: SubgraphAnswered | null;
}

/** How a request came out: its HTTP status, 500 when the function threw; and the milliseconds it took. */
export interface Outcome {
  readonly path: string;
  readonly status: number;
  readonly startedAt: number;
  readonly ms: number;
}

/** What is written of a request. Nothing in it comes from a caller but what this graph itself can name. */
export interface Account {
  /** Members of its line. */
  readonly line: Readonly<Record<string, unknown>>;
  /** What CloudWatch counts in it, and in lines of their own (see `countedMembers`). */
  readonly own: string | null;
  readonly counts: readonly string[];
  /** Asked for where X-Ray keeps the trace. */
  readonly spans: () => readonly Span[];
}

/** A function as it is observed. */
export interface Observed {
  readonly name: string;
  /** Finds its place in a trace, by the `traceparent` of its caller. */
  readonly open: (traceparent: string | undefined) => TraceContext;
  readonly accountOf: (journey: Journey, outcome: Outcome) => Account;
}

/** The requests that are being answered, by the span that each is. */
const journeys = new Map<string, Journey>();
let isListening = false;

/**
 * Writes one line for each request, what is counted of it, and its spans for X-Ray; nothing at all with
 * `LOG_REQUESTS=off`. All of it is made of what is published on the channels of `trace.ts`, once, after the answer.
 */
export function observed({ name, open, accountOf }: Observed, handler: LambdaHandler): LambdaHandler {
  let isOn: boolean | undefined;
  let isCold = true;
  return async (event, context) => {
    isOn ??= read(LOG_REQUESTS) !== 'off';
    if (!isOn) return handler(event, context);
    listen();
    const trace = open(event.headers.traceparent);
    const journey: Journey = { trace, calls: [], requests: [], operation: null, answer: null };
    journeys.set(trace.spanId, journey);
    const cold = isCold ? { cold: true } : {};
    isCold = false;
    const startedAt = performance.now();
    let status = 500;
    try {
      const answer = await handler(event, { ...context, trace });
      status = answer.statusCode ?? 200;
      return answer;
    } finally {
      journeys.delete(trace.spanId);
      const ms = performance.now() - startedAt;
      const path = event.requestContext.http.path;
      const { line, own, counts, spans } = accountOf(journey, { path, status, startedAt, ms });
      const requestId = context?.awsRequestId ?? null;
      logRequest({ function: name, requestId, traceId: trace.traceId, status, ...cold, ...line }, own, counts);
      if (trace.isSampled) await sendSpans(trace, spans());
    }
  };
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  sourceRequests.subscribe((message) => {
    const request = message as SourceRequest;
    journeys.get(request.within)?.requests.push(request);
  });
  subgraphCalls.subscribe((message) => {
    const call = message as SubgraphCall;
    journeys.get(call.within)?.calls.push(call);
  });
  gatewayOperations.subscribe((message) => {
    const operation = message as GatewayOperation;
    const journey = journeys.get(operation.spanId);
    if (journey) journey.operation = operation;
  });
  subgraphAnswers.subscribe((message) => {
    const answer = message as SubgraphAnswered;
    const journey = journeys.get(answer.spanId);
    if (journey) journey.answer = answer;
  });
}
