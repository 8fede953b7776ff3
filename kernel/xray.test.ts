import { expect, it, vi } from 'vitest';
import { xrayDaemon } from '../test/support/xray-daemon.ts';
import { type Span, sendSpans } from './xray.ts';

const TRACE = { traceId: '5759e988bd862e3fe1be46a994272793' };
const spanOf = (ms: number): Span => ({
  ...{ id: '00f067aa0ba902b7', parentId: '53995c3f42cd8ad8', name: 'villo-stations', isRemote: true, isFault: false },
  ...{ startedAt: performance.now() - ms, ms, annotations: { outcome: 'LIVE' } },
});

it('sends a document that ends when it ended', async () => {
  const daemon = await xrayDaemon();
  await sendSpans(TRACE, [spanOf(2_000)]);
  const [{ start_time = 0, end_time = 0 } = {}] = await daemon.documents(1);
  expect(end_time - start_time).toBeCloseTo(2, 3);
  expect(Math.abs(Date.now() / 1_000 - end_time)).toBeLessThan(60);
});

it('finds the daemon where the address names one for TCP, too', async () => {
  const daemon = await xrayDaemon();
  vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', `tcp:127.0.0.1:1 udp:${process.env.AWS_XRAY_DAEMON_ADDRESS}`);
  await sendSpans(TRACE, [spanOf(1)]);
  expect(await daemon.documents(1)).toHaveLength(1);
});

it('sends the longest of many', async () => {
  const daemon = await xrayDaemon();
  await sendSpans(
    TRACE,
    Array.from({ length: 200 }, (_, i) => spanOf(i + 1)),
  );
  const documents = await daemon.documents(50);
  expect(documents).toHaveLength(50);
  for (const { start_time, end_time } of documents) expect(end_time - start_time).toBeGreaterThan(0.15);
});

it.each(['', 'nowhere', '127.0.0.1:99999', '127.0.0.1:1', 'daemon.example:2000'])(
  'fails nothing where the daemon is at "%s"',
  async (address) => {
    vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', address);
    await expect(sendSpans(TRACE, [spanOf(1)])).resolves.toBeUndefined();
    vi.unstubAllEnvs();
  },
);
