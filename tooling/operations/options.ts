import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const HELP = `npm run operations -- COMMAND [options] --client ID

Publishes the documents of a client, so that it can ask for each by its hash.

  publish FOLDER   judge every .graphql file in FOLDER as the gateway would, and publish all of them, or none
    --manifest FILE    write what was published as a persisted query manifest of Apollo
    --dry-run          judge them, and ask and write no table
  list             what the client has published
  remove HASH...   have the gateway forget documents of the client

  --client ID      whose documents they are (\`npm run clients\` registers it)
  --table NAME     the table (default: CLIENTS_TABLE)
  --endpoint URL   where DynamoDB is (default: CLIENTS_DYNAMODB_URL, AWS_ENDPOINT_URL_DYNAMODB, or that of AWS_REGION)
  --yes            do not ask before something is removed
  --json           end with one line of JSON
  --help           this text

FOLDER/variables.json may hold variables by the name of the operation, for the estimate of what it costs.
A file holds an operation with its fragments. Each is published as it is printed, and once more with __typename in every
selection, as Apollo Client and urql send it; the manifest has the latter.`;

/** What is to be done. */
export type Command =
  | { readonly kind: 'publish'; readonly folder: string; readonly manifest: string | null; readonly dryRun: boolean }
  | { readonly kind: 'list' }
  | { readonly kind: 'remove'; readonly hashes: readonly string[] };

export interface Options {
  readonly command: Command;
  readonly client: string;
  /** Empty where no table is asked. */
  readonly table: string;
  /** Null for that of the region. */
  readonly endpoint: string | null;
  readonly yes: boolean;
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
      ...{ client: text, manifest: text, table: text, endpoint: text },
      ...{ 'dry-run': flag, yes: flag, json: flag, help: flag },
    },
  });
  if (values.help) return null;
  // npm has gone to its own folder.
  const pathTo = (path: string): string => resolve(env.INIT_CWD || '.', path);
  const manifest = values.manifest === undefined ? null : pathTo(values.manifest);
  const command = commandOf(positionals, { manifest, dryRun: values['dry-run'], pathTo });
  const table = values.table ?? env.CLIENTS_TABLE ?? '';
  const endpoint = values.endpoint ?? env.CLIENTS_DYNAMODB_URL ?? '';
  const { client, yes, json } = values;
  if (!client || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(client)) throw new Error('Name the client: --client ID. See --help.');
  const asksTable = command.kind !== 'publish' || !command.dryRun;
  if (asksTable && !table) throw new Error('Name the table: --table, or CLIENTS_TABLE.');
  if (endpoint && !URL.canParse(endpoint)) throw new Error(`--endpoint takes an address; "${endpoint}" was given.`);
  return { command, client, table: asksTable ? table : '', endpoint: endpoint || null, yes, json };
}

interface Given {
  readonly manifest: string | null;
  readonly dryRun: boolean;
  readonly pathTo: (path: string) => string;
}

function commandOf([kind, ...rest]: readonly string[], { manifest, dryRun, pathTo }: Given): Command {
  const [first, ...more] = rest;
  switch (kind) {
    case 'publish':
      if (!first || more.length > 0) throw new Error('Name one folder: publish FOLDER. See --help.');
      return { kind, folder: pathTo(first), manifest, dryRun };
    case 'list':
      if (first) throw new Error('list takes no more than --client. See --help.');
      return { kind };
    case 'remove':
      if (!first) throw new Error('Name what is to be removed: remove HASH... See --help.');
      return { kind, hashes: rest };
    default:
      throw new Error('Say what to do: publish, list, remove. See --help.');
  }
}
