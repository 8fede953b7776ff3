import { afterEach, describe, expect, it, vi } from 'vitest';
import { continueTrace, newTraceId, openTrace, traceHeaders } from './trace-context.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
/** What Lambda sets for each call. */
const LAMBDA =
  'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a87bd80c:1|68fd508a:5';
const ROOT = '5759e988bd862e3fe1be46a994272793';

afterEach(() => {
  vi.unstubAllEnvs();
});
const withLambda = (header = LAMBDA) => vi.stubEnv('_X_AMZN_TRACE_ID', header);
const headersOf = (...given: Parameters<typeof traceHeaders>) => {
  const [, traceparent = '', , xray] = traceHeaders(...given);
  return { traceparent, xray };
};

it('makes trace ids of 16 bytes, each its own', () => {
  expect(newTraceId()).toMatch(/^[\da-f]{32}$/);
  expect(newTraceId()).not.toBe(newTraceId());
});

it.each(['00', '01'])('goes on with the trace of a client, flags %s', (flags) => {
  const trace = openTrace(`00-${ID}-${PARENT}-${flags}`);
  expect(trace).toEqual({
    traceId: ID,
    spanId: expect.stringMatching(/^[\da-f]{16}$/),
    parentId: PARENT,
    isSampled: null,
  });
  expect(openTrace(`00-${ID}-${PARENT}-01`).spanId).not.toBe(trace.spanId);
});

it.each([
  undefined,
  '',
  ID,
  `00-${ID.toUpperCase()}-${PARENT}-01`,
  `00-${ID.slice(1)}-${PARENT}-01`,
  `00-${'0'.repeat(32)}-${PARENT}-01`,
  `00-${ID}-${'0'.repeat(16)}-01`,
  `ff-${ID}-${PARENT}-01`,
  `00-${ID}-${PARENT}-01\r\nx: y`,
])('starts a new trace for "%s"', (header) => {
  for (const { traceId, parentId } of [openTrace(header), continueTrace(header)]) {
    expect(traceId).toMatch(/^[\da-f]{32}$/);
    expect(traceId).not.toBe(ID);
    expect(traceId).not.toBe('0'.repeat(32));
    expect(parentId).toBeNull();
  }
});

describe('with X-Ray', () => {
  it('has one id for both, the one that Lambda gives', () => {
    withLambda();
    const trace = openTrace(`00-${ID}-${PARENT}-01`);
    expect(trace).toMatchObject({ traceId: ROOT, parentId: '53995c3f42cd8ad8', isSampled: true });
    const { traceparent, xray } = headersOf(trace, PARENT);
    expect(traceparent).toBe(`00-${ROOT}-${PARENT}-01`);
    expect(xray).toBe(`Root=1-5759e988-bd862e3fe1be46a994272793;Parent=${PARENT};Sampled=1`);
  });

  it('tells subgraphs to keep no part of a trace that is not kept', () => {
    withLambda(LAMBDA.replace('Sampled=1', 'Sampled=0'));
    const { traceparent, xray } = headersOf(openTrace(undefined), PARENT);
    expect(traceparent).toBe(`00-${ROOT}-${PARENT}-00`);
    expect(xray).toMatch(/;Sampled=0$/);
  });

  it('puts a subgraph under the segment of its function, and names the call as the gateway does', () => {
    withLambda();
    const { traceparent } = headersOf({ traceId: ROOT, isSampled: true }, PARENT);
    expect(continueTrace(traceparent)).toEqual({
      traceId: ROOT,
      spanId: PARENT,
      parentId: '53995c3f42cd8ad8',
      isSampled: true,
    });
  });

  it('stays in the trace of the gateway where Lambda began another', () => {
    withLambda(LAMBDA.replace('5759e988', '5759e989'));
    expect(continueTrace(`00-${ROOT}-${PARENT}-00`)).toEqual({
      traceId: ROOT,
      spanId: PARENT,
      parentId: PARENT,
      isSampled: false,
    });
  });

  it.each(['Root=1-5759e988-bd862e3f;Parent=53995c3f42cd8ad8;Sampled=1', 'Self=1', 'Root=1-x-y'])(
    'makes do without it where the header is "%s"',
    (header) => {
      withLambda(header);
      expect(openTrace(`00-${ID}-${PARENT}-01`)).toMatchObject({ traceId: ID, isSampled: null });
    },
  );
});

it('sends no header of X-Ray where there is none', () => {
  expect(traceHeaders(openTrace(undefined), PARENT)).toHaveLength(2);
});
