import { describe, expect, it, vi } from 'vitest';
import { DIMENSION, METRIC, OTHER, SOURCE_METRIC, UNIT } from '../../kernel/metrics.ts';
import { ownSubgraphNames, sourceFolders } from '../../tooling/folders.ts';
import { violationsOfEmf } from '../support/emf.ts';
import { type Line, writtenHere } from '../support/lines.ts';
import { BIKES, OURS, observedCity } from '../support/observed-city.ts';

const { city, advance } = observedCity();
const IXELLES = { nisCodes: ['21009'] };

describe('what is counted', () => {
  it('is in CloudWatch’s embedded metric format, under the names that alarms know', async () => {
    const { lines } = writtenHere();
    await city().fail('villo-stations', 'refuse');
    await city().ask(OURS, { variables: IXELLES });
    await city().ask(BIKES);
    const counted = lines().filter((line) => '_aws' in line);
    expect(counted.flatMap((line) => violationsOfEmf(line))).toEqual([]);
    const dimensions = new Set(counted.flatMap((line) => Object.values(DIMENSION).filter((name) => name in line)));
    expect(dimensions).toEqual(new Set(Object.values(DIMENSION)));
    const names = new Set(counted.flatMap((line) => Object.keys(UNIT).filter((name) => name in line)));
    expect(names).toEqual(new Set([...Object.values(METRIC), ...Object.values(SOURCE_METRIC)]));
  });

  it('shows a source that fails, and the one beside it that does not', async () => {
    const { counted, requestsTo } = writtenHere();
    await city().fail('villo-stations', 'refuse');
    await city().ask(BIKES);
    const of = (dataset: string) => counted(DIMENSION.source).find((line) => line[DIMENSION.source] === dataset);
    expect(of('villo-stations')).toMatchObject({ SourceCalls: 1, SourceErrors: 1, SourceStale: 0 });
    const other = counted(DIMENSION.source).find((line) => line[DIMENSION.source] !== 'villo-stations');
    expect(other).toMatchObject({ SourceErrors: 0 });
    const failed = { dataset: 'villo-stations', outcome: 'FAILED', error: 'SOURCE_UNAVAILABLE' };
    expect(requestsTo('mobility')[0]?.sources).toContainEqual(expect.objectContaining(failed));
    expect(counted(DIMENSION.operation)).toMatchObject([{ Requests: 1, Errors: 1, Cost: 2 }]);
    expect(counted(DIMENSION.subgraph).map(({ Errors }) => Errors)).toEqual([0, 0]);
  });

  it('shows what is given beyond its freshness, and nothing for what is kept', async () => {
    const { counted, forget } = writtenHere();
    await city().ask(BIKES);
    forget();
    await city().ask(BIKES);
    expect(counted(DIMENSION.source)).toEqual([]);
    await city().fail('villo-stations', 'html');
    advance(90);
    await city().ask(BIKES);
    const bikes = counted(DIMENSION.source).filter((line) => line[DIMENSION.source] === 'villo-stations');
    expect(bikes).toMatchObject([{ SourceCalls: 3, SourceErrors: 3, SourceStale: 3 }]);
  });

  it('shows a subgraph that is down', async () => {
    const { counted, requestsTo } = writtenHere();
    vi.stubEnv('SUBGRAPH_MOBILITY_URL', 'http://127.0.0.1:1');
    await city().ask(BIKES);
    const mobility = counted(DIMENSION.subgraph).find((line) => line[DIMENSION.subgraph] === 'mobility');
    expect(mobility).toMatchObject({ Requests: 1, Errors: 1 });
    expect(requestsTo('gateway')).toMatchObject([{ codes: ['SUBGRAPH_UNAVAILABLE'] }]);
  });

  it('has as many names as the graph, whatever callers think of', async () => {
    const { counted } = writtenHere();
    for (let i = 0; i < 20; i++)
      await city().ask(`query Invented${i} { municipalities(nisCodes: ["2100${i % 9}"]) { nisCode } }`);
    await city().ask(OURS, { variables: IXELLES });
    const values = (dimension: string) => new Set(counted(dimension).map((line) => line[dimension]));
    expect(values(DIMENSION.operation)).toEqual(new Set([OTHER, 'MunicipalityToday']));
    for (const name of values(DIMENSION.subgraph)) expect(ownSubgraphNames()).toContain(name);
    const datasets = sourceFolders().map(({ id }) => id);
    for (const id of values(DIMENSION.source)) expect(datasets).toContain(id);
  });

  it.each([
    ['without the time', (line: Line) => ({ ...line, _aws: { ...Object(line._aws), Timestamp: undefined } })],
    [
      'of last month',
      (line: Line) => ({ ...line, _aws: { ...Object(line._aws), Timestamp: Date.now() - 31 * 86_400_000 } }),
    ],
    ['without what it counts', ({ Requests: _, ...line }: Line) => line],
    ['with too many values', (line: Line) => ({ ...line, Latency: Array(101).fill(1) })],
    ['of nothing in particular', (line: Line) => ({ ...line, [DIMENSION.operation]: '' })],
  ])('would not be counted %s', async (_, broken) => {
    const { counted } = writtenHere();
    await city().ask('{ __typename }');
    const [line = {}] = counted(DIMENSION.operation);
    expect(violationsOfEmf(line)).toEqual([]);
    expect(violationsOfEmf(broken(line))).toHaveLength(1);
  });
});
