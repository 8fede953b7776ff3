import {
  type GatewayOperation,
  gatewayOperations,
  type SourceRequest,
  type SubgraphCall,
  sourceRequests,
  subgraphCalls,
} from '../kernel/trace.ts';

interface Journey {
  readonly calls: SubgraphCall[];
  readonly requests: SourceRequest[];
}

/** Prints, for each operation, the tree of its subgraph calls and their source requests, with times. */
export function printTraces(print: (text: string) => void): void {
  const journeys = new Map<string, Journey>();
  const journeyOf = (traceId: string): Journey => {
    const journey = journeys.get(traceId) ?? { calls: [], requests: [] };
    journeys.set(traceId, journey);
    // What never ends in an operation, such as a call that a client gave up, is forgotten in time.
    const [oldest] = journeys.keys();
    if (journeys.size > 1000 && oldest) journeys.delete(oldest);
    return journey;
  };
  sourceRequests.subscribe((message) => {
    const request = message as SourceRequest;
    journeyOf(request.traceId).requests.push(request);
  });
  subgraphCalls.subscribe((message) => {
    const call = message as SubgraphCall;
    journeyOf(call.traceId).calls.push(call);
  });
  gatewayOperations.subscribe((message) => {
    const operation = message as GatewayOperation;
    print(drawTree(operation, journeyOf(operation.traceId)));
    journeys.delete(operation.traceId);
  });
}

/** One operation as a tree: a line per subgraph call, below it a line per source request made for it. */
function drawTree(operation: GatewayOperation, { calls, requests }: Journey): string {
  const errors = operation.errors > 0 ? `, ${operation.errors} ${operation.errors === 1 ? 'error' : 'errors'}` : '';
  const lines = [`${operation.operation}  ${milliseconds(operation.ms)}${errors}`];
  const sorted = calls.toSorted((a, b) => a.startedAt - b.startedAt);
  for (const [index, call] of sorted.entries()) {
    const last = index === sorted.length - 1;
    const what = call.entities > 0 ? `${call.entities} entities` : 'roots';
    lines.push(
      `${last ? '└─' : '├─'} ${call.subgraph} (${what})  ${milliseconds(call.ms)}${call.failed ? '  FAILED' : ''}`,
    );
    const own = requests.filter(({ within }) => within === call.spanId);
    const rows = [
      ...Map.groupBy(own, ({ dataset, request, outcome }) => `${dataset}  ${shorten(request)}  ${outcome}`),
    ];
    for (const [i, [what, same]] of rows.entries()) {
      const corner = `${last ? '   ' : '│  '}${i === rows.length - 1 ? '└─' : '├─'}`;
      const times = same.map(({ ms }) => ms);
      const slowest = `${milliseconds(Math.max(...times))}${same.length > 1 ? ` (${same.length} times, slowest)` : ''}`;
      lines.push(`${corner} ${what}  ${slowest}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const milliseconds = (ms: number): string => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

const shorten = (text: string): string => (text.length > 90 ? `${text.slice(0, 87)}...` : text);
