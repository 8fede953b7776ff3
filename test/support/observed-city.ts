import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { trusted } from '../../gateway/__generated__/trusted.ts';
import { closeDoors } from '../../kernel/http.ts';
import { type RecordedCity, startRecordedCity } from './recorded.ts';

/** What Lambda gives its functions of a trace that X-Ray keeps. */
export const XRAY = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

/** Asks two domains, each for one source. */
export const BIKES = 'query Bikes { bikeStations(first: 1) { id } airStations(first: 1) { id } }';

/** A document that comes with the gateway. */
export const OURS = trustedNamed('MunicipalityToday');

function trustedNamed(name: string): string {
  const text = [...trusted.values()].find((each) => each.startsWith(`query ${name}`) && !each.includes('__typename'));
  if (!text) throw new Error(`no document is called ${name}`);
  return text;
}

const START = Date.UTC(2026, 2, 2, 7, 30);

/** A city for the tests of a file whose functions write down what they are asked; each test finds it forgetful and whole. */
export function observedCity() {
  process.env.LOG_REQUESTS = 'on';
  let now = START;
  let city: RecordedCity;
  beforeAll(async () => {
    city = await startRecordedCity({ now: () => new Date(now), isAlone: true });
  });
  afterAll(() => city.close());
  afterEach(async () => {
    vi.unstubAllEnvs();
    now = START;
    await city.fail('villo-stations', null);
    await closeDoors();
    city.resetCounts();
  });
  return {
    city: () => city,
    advance: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}
