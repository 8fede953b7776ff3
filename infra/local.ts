/**
 * `npm start`: the whole federation on one machine, over the sandbox's emulated administrations.
 * `npm run start:live`: the same handlers over the administrations themselves.
 */
import { parseArgs } from 'node:util';
import { FAULTS } from '../sandbox/faults.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { startFederation } from './federation.ts';
import { writeDown } from './sandbox-environment.ts';
import { withPortal } from './site.ts';
import { printTraces } from './trace.ts';

const HELP = `npm start -- [options]

  --fault DATASET=KIND   have an emulated administration, or a table of ours (shared-state, clients, trail), fail (may be repeated)
  --trace                print the tree of subgraph calls and source requests of each operation
  --seed NUMBER          another invented city (default 1)
  --live                 ask the administrations themselves (npm run start:live)
  --help                 this text

PORT chooses the port (default 4000).

KIND is one of:
${Object.entries(FAULTS)
  .map(([kind, does]) => `  ${kind.padEnd(13)}${does}`)
  .join('\n')}`;

function options() {
  const { values } = parseArgs({
    options: {
      fault: { type: 'string', multiple: true, default: [] },
      trace: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      live: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!/^\d+$/.test(values.seed)) throw new Error(`--seed takes a whole number; "${values.seed}" was given.`);
  const port = Number(process.env.PORT || 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('PORT takes a port number, 0 to 65535.');
  if (values.live && (values.fault.length > 0 || values.seed !== '1')) {
    throw new Error('--fault and --seed work on the sandbox only, not with --live.');
  }
  return { ...values, seed, port, faults: Object.fromEntries(values.fault.map(splitFault)) };
}

function splitFault(text: string): [dataset: string, fault: string] {
  const [, dataset, fault] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
  if (!dataset || !fault) throw new Error(`--fault takes DATASET=KIND; "${text}" was given. See --help.`);
  return [dataset, fault];
}

async function main(): Promise<void> {
  const { help, live, trace, seed, port, faults } = options();
  if (help) return console.log(HELP);
  const sandbox = live ? null : await startSandbox({ seed, faults });
  if (trace) printTraces(console.log);
  const federation = await startFederation({
    port,
    live,
    environment: sandbox?.environment() ?? {},
    inFront: withPortal,
  });
  const forget = sandbox ? writeDown(federation.url, sandbox.environment()) : () => {};
  const stop = async (): Promise<void> => {
    forget();
    setTimeout(() => process.exit(0), 3_000).unref(); // A client that never hangs up does not keep us.
    await federation.close();
    await sandbox?.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const values = sandbox
    ? 'the sandbox: emulated administrations, invented values'
    : 'live: the administrations themselves';
  console.log(`Brussels City Graph on ${federation.url} (${values})`);
}

main().catch((error: unknown) => {
  const text =
    error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? 'The port is in use. Choose another: PORT=4001 npm start'
      : error instanceof Error
        ? error.message
        : String(error);
  console.error(text);
  process.exit(1);
});
