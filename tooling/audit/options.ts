import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Filter } from './rows.ts';

export const HELP = `npm run audit -- verify|show [options]

The trail of closed reads and of writes (docs/audit-trail.md), in the DynamoDB table that TRAIL_TABLE names.

verify    finds what was changed, removed, reordered or forged, and names what a crash left without an outcome.
          TRAIL_KEYS holds the keys, as the writers have them: id:secret, parted by commas; old ones as well.
          Ends with 0, with 1 when somebody has tampered with the trail, with 2 when it could not be verified.

  --anchor FILE           compare with how far the chains had come at the last verify, and then write how far they have
                          come now, unless there was tampering; keep the file where nobody has access who has to the table

show      lists what was read and written: who, when, which fields, why, and what came of it. Never the values.

  --client ID             of one client
  --administration ID     of one administration
  --field COORDINATE      of one field, such as Citizen.address
  --case REFERENCE        of one case
  --since, --until TIME   from a moment (ISO 8601) on, or before one

both      --table NAME    the table (default TRAIL_TABLE)
          --endpoint URL  where DynamoDB is (default: that of AWS_REGION, or TRAIL_DYNAMODB_URL)
          --json          end with one line of JSON
          --help          this text`;

export interface Options {
  readonly command: 'verify' | 'show';
  readonly table: string;
  readonly endpoint: string | null;
  readonly anchor: string | null;
  readonly filter: Filter;
  readonly json: boolean;
}

/**
 * Reads the command line; null when it asks for help.
 * @throws {Error} that says what is wrong with it.
 */
export function optionsOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Options | null {
  const [flag, text] = [{ type: 'boolean', default: false } as const, { type: 'string' } as const];
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      table: { type: 'string', default: env.TRAIL_TABLE || '' },
      endpoint: { type: 'string', default: env.TRAIL_DYNAMODB_URL || '' },
      anchor: text,
      client: text,
      administration: text,
      field: text,
      case: text,
      since: text,
      until: text,
      json: flag,
      help: flag,
    },
  });
  if (values.help) return null;
  const [command, ...more] = positionals;
  if ((command !== 'verify' && command !== 'show') || more.length > 0)
    throw new Error('Say verify or show. See --help.');
  const { table, endpoint, anchor, client, administration, field, case: caseReference, json } = values;
  if (!table) throw new Error('Name the table: --table NAME, or TRAIL_TABLE.');
  if (endpoint && !URL.canParse(endpoint)) throw new Error(`--endpoint takes an address; "${endpoint}" was given.`);
  const filter = {
    client,
    administration,
    field,
    caseReference,
    since: momentOf('--since', values.since),
    until: momentOf('--until', values.until),
  };
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  if (command === 'verify' && isFiltered) throw new Error('verify looks at the whole trail: it takes no filter.');
  if (command === 'show' && anchor) throw new Error('--anchor is for verify.');
  return {
    command,
    table,
    endpoint: endpoint || null,
    anchor: anchor ? resolve(env.INIT_CWD || '.', anchor) : null, // npm has gone to its own folder.
    filter,
    json,
  };
}

function momentOf(option: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const moment = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(moment.getTime())) return moment;
  throw new Error(`${option} takes a moment such as 2026-11-26T08:00:00Z; "${text}" was given.`);
}
