import { expect, it, vi } from 'vitest';
import { closeDoors, openDoor } from '../../../../kernel/http.ts';
import { replay } from '../../../../test/support/replay.ts';
import { serveAt } from '../../../../test/support/server.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { nbbSeries } from './source.ts';

const PATH = 'GET /rest/data/BE2,DF_REGACA10,1.0/A.B1QCAP.100...';
const GDP = 'nbb:gdp-per-resident';
const { data } = captured[PATH];

async function read(answer: unknown = captured[PATH]) {
  const { door, asked } = await replay(nbbSeries, { [PATH]: answer });
  return { series: await nbbSeries.provides.statistics?.read(door, GDP), asked };
}

it('puts periods that come in no order into theirs, latest first, with the flags that say something', async () => {
  const { series, asked } = await read();
  expect(series?.observations).toEqual([
    { period: '2024', value: 64010.5, status: 'P' },
    { period: '2023', value: null, status: null },
    { period: '2022', value: 61250, status: null },
  ]);
  expect(asked).toHaveLength(1);
});

it('says where from it asks, once the bank has told under which name it lets us in', async () => {
  const origins: unknown[] = [];
  await serveAt(nbbSeries, (request, response) => {
    origins.push(request.headers.origin);
    response.end(JSON.stringify(captured[PATH]));
  });
  for (const name of ['', 'https://graph.example']) {
    vi.stubEnv('NBB_ORIGIN', name);
    await closeDoors();
    const door = openDoor({ now: () => new Date(), traceId: '1', subgraph: 'test' });
    await nbbSeries.provides.statistics?.read(door, GDP);
  }
  vi.unstubAllEnvs();
  expect(origins).toEqual([undefined, 'https://graph.example']);
});

it('does not take the time a message was made for the time of what is in it', async () => {
  expect((await read()).series?.provenance.observedAt).toBeNull();
});

it('reads a message of SDMX-JSON 1.0 as well', async () => {
  const [structure] = data.structures;
  const { series } = await read({ data: { dataSets: data.dataSets, structure } });
  expect(series?.observations).toEqual((await read()).series?.observations);
});

it('takes no answer with two series for the one it asked', async () => {
  const [set] = data.dataSets;
  const [only] = Object.values(set?.series ?? {});
  const two = { ...captured[PATH], data: { ...data, dataSets: [{ series: { '0:0': only, '0:1': only } }] } };
  await expect(read(two)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.dataSets.0.series' },
  });
});

it('has no observations where the flow has no such series', async () => {
  const { series } = await read({ ...captured[PATH], data: { ...data, dataSets: [{ series: {} }] } });
  expect(series?.observations).toEqual([]);
});

it('calls the page of a firewall an answer that does not fit', async () => {
  await expect(read('<html><body>Request rejected</body></html>')).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'nbb-series', administration: 'nbb' },
  });
});

it('notices an observation without a period', async () => {
  const odd = { ...captured[PATH], data: { ...data, dataSets: [{ series: { '0': { observations: { '9': [1] } } } }] } };
  await expect(read(odd)).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field: 'observations.9' } });
});
