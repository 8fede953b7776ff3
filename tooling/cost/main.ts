/**
 * `npm run cost`: what a month costs, in euro, from what `npm run bench -- service` measured and the prices of
 * `tooling/cost/prices.ts`, and which knob matters.
 */
import { parseArgs } from 'node:util';
import { columns } from '../columns.ts';
import { DEFAULTS } from './defaults.ts';
import { meanOf, readService } from './measured.ts';
import { billedFor, billOf, type Knobs, totalOf, turns } from './model.ts';
import { PRICES } from './prices.ts';
import { costs, LOADS, limitsOf, scaleTable } from './scale.ts';
import { standing } from './standing.ts';

const HELP = `npm run cost -- [options]

  --queries NUMBER       operations in a month (default ${DEFAULTS.queries})
  --edge-hits NUMBER     part of them that CloudFront answers, 0 to 1 (default ${DEFAULTS.edgeHits})
  --memory-hits NUMBER   part of the subgraph calls whose answers an instance still has, 0 to 1 (default ${DEFAULTS.memoryHits})
  --source-ms NUMBER     milliseconds that a source takes (default ${DEFAULTS.sourceMs})
  --gateway-mb NUMBER    memory of the gateway (default ${DEFAULTS.gatewayMB})
  --subgraph-mb NUMBER   memory of a subgraph (default ${DEFAULTS.subgraphMB})
  --log-bytes NUMBER     bytes of log lines for one invocation (default ${DEFAULTS.logBytes})
  --scale                what 10, 1,000 and 100,000 queries a second need, and what gives way first
  --json                 end with one line of JSON
  --help                 this text

What is measured: work, calls, requests and bytes of each operation (bench/results/service.json). What you say: traffic,
how much of it is answered from what is known, how slow the sources are.`;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    queries: { ...text, default: String(DEFAULTS.queries) },
    'edge-hits': { ...text, default: String(DEFAULTS.edgeHits) },
    'memory-hits': { ...text, default: String(DEFAULTS.memoryHits) },
    'source-ms': { ...text, default: String(DEFAULTS.sourceMs) },
    'gateway-mb': { ...text, default: String(DEFAULTS.gatewayMB) },
    'subgraph-mb': { ...text, default: String(DEFAULTS.subgraphMB) },
    'log-bytes': { ...text, default: String(DEFAULTS.logBytes) },
    scale: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

function number(
  name: Exclude<keyof typeof values, 'json' | 'help' | 'scale'>,
  most = Number.POSITIVE_INFINITY,
): number {
  const value = Number(values[name]);
  if (value >= 0 && value <= most && values[name] !== '') return value;
  console.error(`--${name} takes a number from 0${most < 2 ? ` to ${most}` : ''}.\n\n${HELP}`);
  return process.exit(1);
}
const knobs: Knobs = {
  queries: number('queries'),
  edgeHits: number('edge-hits', 1),
  memoryHits: number('memory-hits', 1),
  sourceMs: number('source-ms'),
  gatewayMB: number('gateway-mb'),
  subgraphMB: number('subgraph-mb'),
  logBytes: number('log-bytes'),
};

const service = readService();
const measured = meanOf(service);
const always = await standing();
const bill = (turned: Knobs) => billOf(measured, turned, always, PRICES);
const lines = bill(knobs);
const total = totalOf(lines);
const billed = billedFor(measured, knobs);
const perMillion = (perMonth: number): number => Number(((perMonth / knobs.queries) * 1e6).toFixed(2));
const round = (euro: number): number => Number(euro.toFixed(2));
const matters = turns(knobs, (turned) => totalOf(bill(turned)));

process.stderr.write(`An operation: ${billed.gatewayMs.toFixed(0)} ms of the gateway, ${billed.subgraphsMs.toFixed(0)} ms of ${measured.calls.toFixed(1)} subgraph calls, ${(measured.zippedBytes / 1_000).toFixed(1)} kB compressed.
Measured on ${service.processor}, Node ${service.node}. Prices of ${PRICES.asOf}, ${PRICES.region}, without tax and free allowances.

${columns([
  ['', 'euro a month', 'a million queries', '%'],
  ...lines.map(({ what, perMonth }) => [
    what,
    round(perMonth),
    perMillion(perMonth),
    Math.round((100 * perMonth) / total),
  ]),
  ['all', round(total), perMillion(total), 100],
])}

What a turn of one knob does to the month:

${columns([['', 'euro', '%'], ...matters.map(({ turn, perMonth }) => [turn, round(perMonth), Math.round((100 * perMonth) / total)])])}
`);
if (values.scale) {
  const limits = limitsOf(measured, knobs);
  const months = costs(measured, knobs, always, PRICES).map((euro) => Math.round(euro).toLocaleString('en'));
  process.stderr.write(
    `\n${scaleTable(limits)}\n\nEuro a month at ${LOADS.map((load, at) => `${load.toLocaleString('en')}/s: ${months[at]}`).join('; ')}\n`,
  );
}
if (values.json)
  console.log(
    JSON.stringify({ knobs, billed, total: round(total), perMillion: perMillion(total), lines, turns: matters }),
  );
