import { describe, expect, it, vi } from 'vitest';
import { OTHER } from '../../kernel/metrics.ts';
import { writtenHere } from '../support/lines.ts';
import { BIKES, observedCity, XRAY } from '../support/observed-city.ts';
import { xrayDaemon } from '../support/xray-daemon.ts';

const { city } = observedCity();
const ROOT = '5759e988bd862e3fe1be46a994272793';

describe('a trace', () => {
  it('has one id for the gateway, its subgraphs, their lines and X-Ray, and says nothing to administrations', async () => {
    const daemon = await xrayDaemon();
    vi.stubEnv('_X_AMZN_TRACE_ID', XRAY);
    const { requestsTo } = writtenHere();
    await city().ask(BIKES);
    for (const name of ['gateway', 'mobility', 'environment']) expect(requestsTo(name)[0]?.traceId).toBe(ROOT);
    const documents = await daemon.documents(6);
    for (const { trace_id } of documents) expect(trace_id).toBe('1-5759e988-bd862e3fe1be46a994272793');
    const named = (name: string) => documents.find((document) => document.name === name);
    const operation = named(OTHER);
    expect(operation).toMatchObject({ parent_id: '53995c3f42cd8ad8', annotations: { status: 200, errors: 0 } });
    expect(named('villo-stations')).toMatchObject({ namespace: 'remote', annotations: { outcome: 'LIVE' } });
    for (const { at, isSource, headers } of city().arrived()) {
      if (isSource) {
        expect(JSON.stringify(headers)).not.toMatch(/5759e988|traceparent|x-amzn-trace/);
        continue;
      }
      const call = named(at);
      expect(call).toMatchObject({ parent_id: operation?.id, namespace: 'remote' });
      expect(headers.traceparent).toBe(`00-${ROOT}-${call?.id}-01`);
      expect(headers['x-amzn-trace-id']).toBe(`Root=1-5759e988-bd862e3fe1be46a994272793;Parent=${call?.id};Sampled=1`);
    }
  });

  it('shows where it failed', async () => {
    const daemon = await xrayDaemon();
    vi.stubEnv('_X_AMZN_TRACE_ID', XRAY);
    writtenHere();
    await city().fail('villo-stations', 'refuse');
    await city().ask(BIKES);
    const faults = (await daemon.documents(6)).filter(({ fault }) => fault);
    expect(faults).toMatchObject([{ name: 'villo-stations', annotations: { error: 'SOURCE_UNAVAILABLE' } }]);
  });

  it('is told to nobody when X-Ray does not keep it', async () => {
    const daemon = await xrayDaemon();
    vi.stubEnv('_X_AMZN_TRACE_ID', XRAY.replace('Sampled=1', 'Sampled=0'));
    const { requestsTo } = writtenHere();
    await city().ask(BIKES);
    expect(requestsTo('gateway')[0]?.traceId).toBe(ROOT);
    const told = city()
      .arrived()
      .filter(({ isSource }) => !isSource)
      .map(({ headers }) => headers['x-amzn-trace-id']);
    expect(told).toEqual(Array(2).fill(expect.stringMatching(/;Sampled=0$/)));
    vi.stubEnv('_X_AMZN_TRACE_ID', XRAY); // What is sent next is the first that arrives.
    await city().ask('{ __typename }');
    expect(await daemon.documents(1)).toMatchObject([{ name: OTHER }]);
  });
});
