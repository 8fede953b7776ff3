import type { Browser } from 'playwright-core';

/** `phone` is a middling one on a middling net, as Lighthouse has it: a fourth of the machine, 1.6 Mbit/s, 150 ms. */
export const DEVICES = ['desk', 'phone'] as const;
export type Device = (typeof DEVICES)[number];

/** One load of a page by somebody who was never here. */
export interface Figures {
  /** Largest contentful paint, in milliseconds. */
  readonly paint: number;
  /** Total blocking time: what tasks took beyond 50 ms each, in milliseconds. */
  readonly blocking: number;
  /** Bytes that came over the net, answers of the graph among them. */
  readonly bytes: number;
}

const IS_THERE = '!!document.querySelector("h1") && !document.querySelector(".loading, [aria-busy=true]")';

const FIGURES = `new Promise((resolve) => {
  const figures = { paint: 0, blocking: 0 };
  const look = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  look('largest-contentful-paint', ({ startTime }) => { figures.paint = startTime; });
  look('longtask', ({ duration }) => { figures.blocking += Math.max(0, duration - 50); });
  setTimeout(() => resolve(figures), 200);
})`;

/** Loads a page with an empty cache, and measures until it has said for half a second that all is there. */
export async function load(browser: Browser, url: string, device: Device): Promise<Figures> {
  const context = await browser.newContext(
    device === 'phone'
      ? { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true }
      : { viewport: { width: 1440, height: 900 } },
  );
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  if (device === 'phone') {
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const throughput = (1.6 * 1024 * 1024) / 8;
    const net = { offline: false, latency: 150, downloadThroughput: throughput, uploadThroughput: throughput / 2 };
    await session.send('Network.emulateNetworkConditions', net);
  }
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(url, { timeout: 60_000 });
  let still = 0;
  while (still < 5) {
    still = (await page.evaluate<boolean>(IS_THERE)) ? still + 1 : 0;
    await page.waitForTimeout(100);
  }
  const { paint, blocking } = await page.evaluate<Omit<Figures, 'bytes'>>(FIGURES);
  await context.close();
  return { paint, blocking, bytes };
}
