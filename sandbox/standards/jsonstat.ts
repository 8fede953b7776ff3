import { notFound, type Standard } from '../emulator.ts';
import type { World } from '../world.ts';

/** Datasets by code, as a statistical office keeps them; the last dimension, time, runs to last year. */
export interface Datasets {
  readonly [code: string]: {
    readonly label: string;
    readonly dimensions: Readonly<Record<string, readonly string[]>>;
    readonly firstYear: number;
    /** The value of a cell, by its year and its category in every other dimension. */
    readonly value: (world: World, year: number, categories: Readonly<Record<string, string>>) => number;
  };
}

/**
 * Eurostat's statistics API: JSON-stat 2.0 with sparse values. A year is missing and one has a flag, as it happens. What is
 * filtered by a dimension or a category that there is none of is an error.
 */
export const standard: Standard<Datasets> = {
  answer:
    (datasets) =>
    ({ url }, { world }) => {
      const dataset = datasets[url.pathname.split('/').at(-1) ?? ''];
      if (!dataset) return notFound;
      const wrong = wrongIn(url.searchParams, dataset.dimensions);
      if (wrong) return { status: 400, body: { error: [{ status: 400, id: 150, label: `${wrong} is not valid` }] } };
      const since = Number(url.searchParams.get('sinceTimePeriod') ?? dataset.firstYear);
      const first = Math.max(since, dataset.firstYear);
      const years = Array.from({ length: world.now.getUTCFullYear() - first }, (_, index) => first + index);
      const kept = Object.entries(dataset.dimensions).map(([name, codes]): [string, readonly string[]] => {
        const wanted = url.searchParams.getAll(name);
        return [name, wanted.length > 0 ? codes.filter((code) => wanted.includes(code)) : codes];
      });
      const dimensions = [...kept, ['time', years.map(String)] as const];
      const size = dimensions.map(([, codes]) => codes.length);
      const cells = size.reduce((product, length) => product * length, 1);
      const gap = years.length - 8;
      const value = Object.fromEntries(
        Array.from({ length: cells }, (_, cell) => [cell, cell % years.length] as const)
          .filter(([, year]) => year !== gap)
          .map(([cell, year]) => [cell, dataset.value(world, years[year] ?? first, categoriesOf(cell, dimensions))]),
      );
      return {
        body: {
          version: '2.0',
          class: 'dataset',
          label: dataset.label,
          source: 'ESTAT',
          updated: `${world.now.getUTCFullYear() - 1}-09-17T23:00:00+0200`,
          value,
          status: { [years.length - 5]: 'b' },
          id: dimensions.map(([name]) => name),
          size,
          dimension: Object.fromEntries(
            dimensions.map(([name, codes]) => [
              name,
              { label: name, category: { index: Object.fromEntries(codes.map((code, at) => [code, at])), label: {} } },
            ]),
          ),
          extension: {},
        },
      };
    },
};

/** Parameters that are about the question and not about a dimension. */
const OF_THE_QUESTION = ['format', 'lang', 'sinceTimePeriod', 'untilTimePeriod', 'lastTimePeriod', 'time'];

/** The first parameter that names no dimension of the dataset, or no category of it. */
function wrongIn(query: URLSearchParams, dimensions: Readonly<Record<string, readonly string[]>>): string | undefined {
  const wrong = [...query].find(
    ([name, code]) => !OF_THE_QUESTION.includes(name) && !(dimensions[name] ?? []).includes(code),
  );
  return wrong?.join('=');
}

/** The categories of a cell: cells are in row-major order, the last dimension changes fastest (JSON-stat 2.0, `value`). */
function categoriesOf(
  cell: number,
  dimensions: readonly (readonly [name: string, codes: readonly string[]])[],
): Record<string, string> {
  let rest = cell;
  const categories = dimensions.toReversed().map(([name, codes]) => {
    const at = rest % codes.length;
    rest = Math.floor(rest / codes.length);
    return [name, codes[at] ?? ''];
  });
  return Object.fromEntries(categories);
}
