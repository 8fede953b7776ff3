/**
 * `npm run bench -- refusals`: how long the whole federation takes to refuse what it should, by class of abuse, in one
 * process with its sandbox: the median of requests in turn, each with a document that was never seen before.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startFederation } from '../../infra/federation.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { ABUSES, type Abuse } from './requests.ts';

const HELP = `npm run bench -- refusals [--quick] [--json]

  --quick  fewer rounds, and write nothing to bench/results
  --json   end with one line of JSON`;

const RESULTS = join(import.meta.dirname, '..', 'results', 'README.md');
/** The table's place in the results' page. */
const PLACE = /(<!-- refusals -->\n).*?(<!-- \/refusals -->)/s;

interface Refused extends Pick<Abuse, 'class' | 'example'> {
  readonly answer: string;
  readonly median: number;
  readonly p95: number;
}

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const measured = await measure(values.quick ? 10 : 100);
  const table = tableOf(measured);
  process.stderr.write(`${table}\n`);
  if (!values.quick) {
    const page = readFileSync(RESULTS, 'utf8');
    writeFileSync(
      RESULTS,
      page.replace(PLACE, (_, start, end) => `${start}${table}\n${end}`),
    );
  }
  if (values.json) console.log(JSON.stringify(measured));
}

async function measure(rounds: number): Promise<readonly Refused[]> {
  const sandbox = await startSandbox();
  const plenty = '900000000/900000000';
  const environment = { ...sandbox.environment(), QUOTA_ANONYMOUS: plenty, QUOTA_CLIENT: plenty };
  const federation = await startFederation({ environment });
  const taken = new Map<string, { readonly abuse: Abuse; readonly answer: string; readonly times: number[] }>();
  for (let round = -3; round < rounds; round++) {
    for (const make of ABUSES) {
      const abuse = make();
      const startedAt = performance.now();
      const response = await fetch(`${federation.url}/graphql${abuse.path ?? ''}`, abuse.init);
      const text = await response.text();
      const ms = performance.now() - startedAt;
      const answer = `${response.status} ${JSON.parse(text).errors?.[0]?.extensions.code}`;
      const known = taken.get(abuse.example) ?? { abuse, answer, times: [] };
      if (round >= 0) known.times.push(ms); // The first rounds load code.
      taken.set(abuse.example, known);
    }
  }
  const reached = sandbox.datasets.filter((dataset) => sandbox.requests(dataset).length > 0);
  await federation.close();
  await sandbox.close();
  if (reached.length > 0) throw new Error(`asked for what was refused: ${reached.join(', ')}`);
  return [...taken.values()].map(({ abuse, answer, times }) => {
    const sorted = times.toSorted((a, b) => a - b);
    const at = (part: number): number => Number((sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(2));
    return { class: abuse.class, example: abuse.example, answer, median: at(0.5), p95: at(0.95) };
  });
}

/** As a Markdown table. */
function tableOf(measured: readonly Refused[]): string {
  const rows = measured.map(({ class: name, example, answer, median, p95 }) => [name, example, answer, median, p95]);
  const header = ['Class', 'Example', 'Answer', 'Median ms', 'p95 ms'];
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
