import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const HELP = `npm run publish-register -- FOLDER [options]

Publishes the legal persons of the Brussels-Capital Region, from the files of a full extract of the Crossroads Bank for
Enterprises in FOLDER, into a DynamoDB table of yours. Natural persons are left out.

  --table NAME      the table (default enterprise-register, or ENTERPRISE_REGISTER_TABLE)
  --endpoint URL    where DynamoDB is (default: that of AWS_REGION, or ENTERPRISE_REGISTER_DYNAMODB_URL)
  --create-table    make the table and its index when it is not there (paid by request)
  --dry-run         read and check the files, and ask and write no table
  --restart         begin at the first item, wherever the last run stopped
  --force           write although nothing has changed since the last run; remove although it is much
  --remove-gone     remove from the table what is no longer in the files
  --json            end with one line of JSON
  --help            this text

Rejected rows are listed in FOLDER/rejected.csv. Stopped with Ctrl+C, or by anything else, the next run goes on.`;

export interface Options {
  readonly folder: string;
  readonly table: string;
  readonly endpoint: string | null;
  readonly createTable: boolean;
  readonly dryRun: boolean;
  readonly restart: boolean;
  readonly force: boolean;
  readonly removeGone: boolean;
  readonly json: boolean;
}

/**
 * Reads the command line; null when it asks for help.
 * @throws {Error} that says what is wrong with it.
 */
export function optionsOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Options | null {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      table: { type: 'string', default: env.ENTERPRISE_REGISTER_TABLE || 'enterprise-register' },
      endpoint: { type: 'string', default: env.ENTERPRISE_REGISTER_DYNAMODB_URL || '' },
      'create-table': flag,
      'dry-run': flag,
      restart: flag,
      force: flag,
      'remove-gone': flag,
      json: flag,
      help: flag,
    },
  });
  if (values.help) return null;
  const [folder, ...more] = positionals;
  if (!folder || more.length > 0) throw new Error('Name one folder with the files. See --help.');
  const { table, endpoint } = values;
  if (!/^[\w.-]{3,255}$/.test(table)) throw new Error(`"${table}" can be no name of a table.`);
  if (endpoint && !URL.canParse(endpoint)) throw new Error(`--endpoint takes an address; "${endpoint}" was given.`);
  return {
    folder: resolve(env.INIT_CWD || '.', folder), // npm has gone to its own folder.
    table,
    endpoint: endpoint || null,
    createTable: values['create-table'],
    dryRun: values['dry-run'],
    restart: values.restart,
    force: values.force,
    removeGone: values['remove-gone'],
    json: values.json,
  };
}
