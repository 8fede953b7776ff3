import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DIMENSION, METRIC, SOURCE_METRIC, UNIT } from '../../kernel/metrics.ts';
import { ROOT } from '../../tooling/folders.ts';
import { violationsOfEmf } from '../support/emf.ts';
import { type Line, writtenHere } from '../support/lines.ts';
import { OURS, observedCity } from '../support/observed-city.ts';

const { city } = observedCity();
const page = readFileSync(join(ROOT, 'docs/observing.md'), 'utf8');
const shown: Line[] = [...page.matchAll(/```json\n(.*)\n```/g)].map(([, line = '']) => JSON.parse(line));

/** What a line is made of: the names in it, and of what kind each is. */
const shapeOf = ({ cold: _, ...line }: Line) =>
  Object.entries(line).map(([name, value]) => [
    name,
    Array.isArray(value) ? 'list' : name === 'requestId' ? 'id' : typeof value,
  ]);

it('shows a line of the gateway and one of a subgraph as they are written', async () => {
  const { requestsTo } = writtenHere();
  await city().fail('villo-stations', 'refuse');
  await city().ask(OURS, { variables: { nisCodes: ['21009'] } });
  for (const line of shown) {
    const [written = {}] = requestsTo(String(line.function));
    expect(shapeOf(line)).toEqual(shapeOf(written));
    for (const list of ['subgraphs', 'sources']) {
      const names = (of: Line) => new Set([of[list] ?? []].flat().flatMap((entry) => Object.keys(Object(entry))));
      expect(names(written)).toEqual(names(line));
    }
  }
  expect(shown.map((line) => line.function)).toEqual(['gateway', 'mobility']);
  expect(violationsOfEmf(shown[0] ?? {}, Number(Object(shown[0]?._aws).Timestamp))).toEqual([]);
});

it('lists every metric with its dimension and its unit', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| `(\w+)` \| (\w+) \|/gm)].map(([, ...cells]) => cells.join(' '));
  const of = (dimension: string, names: readonly (keyof typeof UNIT)[]) =>
    names.map((name) => `${dimension} ${name} ${UNIT[name]}`);
  const { cost, ...ofCalls } = METRIC;
  expect(rows).toEqual([
    ...of(DIMENSION.operation, [...Object.values(ofCalls), cost]),
    ...of(DIMENSION.subgraph, Object.values(ofCalls)),
    ...of(DIMENSION.source, Object.values(SOURCE_METRIC)),
  ]);
});
