import { notFound, type Standard } from '../emulator.ts';
import type { World } from '../world.ts';

/** Dataflows by `agency,id,version`, with the values of their dimensions in the order of the key. */
export interface Flows {
  readonly [flow: string]: {
    readonly dimensions: Readonly<Record<string, readonly string[]>>;
    readonly firstYear: number;
    readonly value: (world: World, year: number) => number;
  };
}

const MEDIA_TYPE = 'application/vnd.sdmx.data+json';

/** A .Stat Suite data service: SDMX 2.1 REST paths, SDMX-JSON 2.0 data messages with periods in no order, the last one provisional. */
export const standard: Standard<Flows> = {
  answer:
    (flows) =>
    ({ url, headers }, { world }) => {
      const [key = '', id = '', resource] = url.pathname.split('/').toReversed();
      const flow = flows[decodeURIComponent(id)];
      if (resource !== 'data' || !flow) return notFound;
      // What its firewall says to whoever does not ask for SDMX, or does not say where from and who.
      if (!headers.accept?.includes('vnd.sdmx') || !headers.origin || !headers['user-agent'])
        return { headers: { 'content-type': 'text/html' }, body: '<html></html>' };

      const wanted = key.split('.');
      const dimensions = Object.entries(flow.dimensions).map(([name, codes], position) => {
        const values = wanted[position] ? wanted[position].split('+') : codes;
        return {
          id: name,
          keyPosition: position,
          values: codes.filter((code) => values.includes(code)).map((code) => ({ id: code })),
        };
      });
      // A key that fits nothing is not found; so is one of another length.
      if (wanted.length !== dimensions.length || dimensions.some(({ values }) => values.length === 0)) return notFound;
      const first = Math.max(Number(url.searchParams.get('startPeriod') ?? 0), flow.firstYear);
      const years = Array.from({ length: world.now.getUTCFullYear() - first }, (_, index) => first + index);
      const shuffled = years.toSorted((a, b) => world.noise('order', a) - world.noise('order', b));
      const keys = dimensions.reduce<string[]>(
        (prefixes, { values }) =>
          prefixes.flatMap((prefix) => values.map((_, at) => (prefix ? `${prefix}:${at}` : String(at)))),
        [''],
      );
      const observations = Object.fromEntries(
        shuffled.map((year, at) => [at, [flow.value(world, year), year === years.at(-1) ? 1 : 0]]),
      );
      return {
        headers: { 'content-type': MEDIA_TYPE },
        body: {
          meta: { id: 'sandbox', prepared: world.now.toISOString(), test: true, contentLanguages: ['en'] },
          data: {
            dataSets: [
              {
                structure: 0,
                action: 'Information',
                series: Object.fromEntries(
                  keys.map((series) => [series, { attributes: [], annotations: [], observations }]),
                ),
              },
            ],
            structures: [
              {
                dimensions: {
                  series: dimensions,
                  observation: [
                    {
                      id: 'TIME_PERIOD',
                      keyPosition: dimensions.length,
                      values: shuffled.map((year) => ({ id: String(year) })),
                    },
                  ],
                },
                attributes: {
                  dataSet: [],
                  series: [],
                  observation: [{ id: 'OBS_STATUS', values: [{ id: 'A' }, { id: 'P' }] }],
                },
              },
            ],
          },
        },
      };
    },
};
