import type { ClientOperation } from '../../tooling/client-operations.ts';
import { reasonOf } from './calls.ts';
import { type Asked, repeated } from './city.ts';

/** An operation that was asked twice: of a city that knows nothing, and at once again. */
export interface Measured {
  readonly operation: ClientOperation;
  readonly cold: Asked;
  readonly warm: Asked;
}

/** What is written down of an operation. */
export function figuresOf({ operation, cold, warm }: Measured) {
  return {
    operation: operation.id,
    errors: cold.answer.errors?.length ?? 0,
    calls: cold.calls.map((call) => ({ step: call.step, subgraph: call.subgraph, reason: reasonOf(call) })),
    requests: Object.fromEntries(
      byDataset(cold).map(([dataset, asked]) => [dataset, asked.map(({ request }) => request).toSorted()]),
    ),
    repeated: repeated(cold.requests),
    requestsAgain: Object.fromEntries(byDataset(warm).map(([dataset, { length }]) => [dataset, length])),
    answerBytes: cold.bytes,
    sourceBytes: cold.requests.reduce((sum, { bytes }) => sum + bytes, 0),
    cost: cold.answer.extensions?.cost ?? null,
  };
}

export type Figures = ReturnType<typeof figuresOf>;

/** As a Markdown table. */
export function tableOf(measured: readonly Figures[]): string {
  const header = [
    'Operation',
    'Calls to subgraphs, and what for',
    'Requests to sources',
    'Again',
    'Answer',
    'From sources',
    'Cost',
  ];
  const rows = measured.map(
    ({ operation, calls, requests, repeated, requestsAgain, answerBytes, sourceBytes, cost }) => [
      operation,
      calls.map(({ step, subgraph, reason }) => `${step} ${subgraph}: ${reason}`).join('<br>'),
      counted(Object.entries(requests).map(([dataset, asked]) => [dataset, asked.length])) +
        (repeated.length > 0 ? `<br>**repeated: ${repeated.length}**` : ''),
      counted(Object.entries(requestsAgain)),
      kilobytes(answerBytes),
      kilobytes(sourceBytes),
      `${cost?.estimated ?? '?'} / ${cost?.actual ?? '?'}`,
    ],
  );
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** `3: villo-stations 2, kmi-weather` */
function counted(datasets: readonly (readonly [dataset: string, count: number])[]): string {
  const sum = datasets.reduce((total, [, count]) => total + count, 0);
  const each = datasets.map(([dataset, count]) => (count > 1 ? `${dataset} ${count}` : dataset));
  return sum === 0 ? '0' : `${sum}: ${each.join(', ')}`;
}

const byDataset = ({ requests }: Asked) =>
  [...Map.groupBy(requests, ({ dataset }) => dataset)].toSorted(([a], [b]) => a.localeCompare(b));

const kilobytes = (bytes: number): string => (bytes === 0 ? '0' : `${(bytes / 1000).toFixed(1)} KB`);
