import { parseArgs } from 'node:util';
import { FAULTS, parseFault } from '../../sandbox/faults.ts';
import { checkDatasets } from './plan.ts';

export const HELP = `npm run probe:live -- [options]

Asks every source what the graph would ask it, once, and prints a table: what came of it, how much was read, how old it
is, and what may be asked. Nothing of it is kept. OPERATOR_CONTACT (a page or a mail address of yours) goes with every
request; docs/sources.md names the variables that hold addresses and keys.

  --only DATASET,...     only these
  --anonymous            without OPERATOR_CONTACT
  --sandbox              ask the sandbox's emulated administrations instead
  --seed NUMBER          another invented city (default 1; with --sandbox)
  --fault DATASET=KIND   have an emulated administration fail (may be repeated; with --sandbox)
  --json                 end with one line of JSON
  --help                 this text

It ends with 0 when every source is OK, or did not answer for want of a key; else with 1.

KIND is one of:
${Object.entries(FAULTS)
  .map(([kind, does]) => `  ${kind.padEnd(13)}${does}`)
  .join('\n')}`;

export interface Options {
  /** Ids of datasets; empty for all. */
  readonly only: readonly string[];
  readonly sandbox: boolean;
  readonly seed: number;
  /** Faults by dataset. */
  readonly faults: Readonly<Record<string, string>>;
  readonly json: boolean;
}

/**
 * Reads the command line; null when it asks for help.
 * @throws {Error} that says what is wrong with it.
 */
export function optionsOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Options | null {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      fault: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: '1' },
      anonymous: flag,
      sandbox: flag,
      json: flag,
      help: flag,
    },
  });
  if (values.help) return null;
  const { sandbox, seed, json } = values;
  const only = values.only.flatMap((list) => list.split(',')).map((id) => id.trim());
  const faults = Object.fromEntries(values.fault.map(splitFault));
  checkDatasets([...only, ...Object.keys(faults)]);
  if (!/^\d{1,9}$/.test(seed)) throw new Error(`--seed takes a whole number; "${seed}" was given.`);
  if (!sandbox && (values.fault.length > 0 || seed !== '1')) throw new Error('--fault and --seed need --sandbox.');
  if (!sandbox && !values.anonymous && !env.OPERATOR_CONTACT?.trim()) {
    throw new Error(
      'Set OPERATOR_CONTACT to a page or mail address of yours: administrations should know whom to write to. ' +
        '--anonymous asks without.',
    );
  }
  return { only, sandbox, seed: Number(seed), faults, json };
}

function splitFault(text: string): [dataset: string, fault: string] {
  const [, dataset, fault] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
  if (!dataset || !fault) throw new Error(`--fault takes DATASET=KIND; "${text}" was given. See --help.`);
  parseFault(fault);
  return [dataset, fault];
}
