import { parseArgs } from 'node:util';
import { facts } from '../../gateway/__generated__/facts.ts';
import type { Client } from '../../gateway/access/identity.ts';
import { parseRate } from '../../gateway/access/rates.ts';

export const HELP = `npm run clients -- COMMAND [ID] [options]

Registers who may ask the graph under a name: a quota of their own, closed data, writing.

  add ID       register a client and give it a key, which is shown once
    --name TEXT            what it is called
    --contact EMAIL        who answers for it
    --administration ID    the administration that it belongs to, as the graph calls it
    --scope SCOPE          what it may do besides reading open data (may be repeated)
    --quota MINUTE/BURST   cost units a minute, and how many may be saved up (default: QUOTA_CLIENT of the gateway)
    --documents MODE       trusted documents: off, prefer or only (default prefer)
    --strict               refuse an operation whole when it asks a field that the client may not read
    --no-key               no key: the client comes with tokens of the OpenID Connect issuer
  rotate ID    give it a new key; those that it has are accepted for a while longer
    --grace HOURS          for how long (default 24; 0 ends them at once)
  revoke ID    let the client in no more, or one of its keys
    --key KEYID            the key (\`show\` lists them)
  list         all clients
  show ID      one client with its keys

  --table NAME     the table (default: CLIENTS_TABLE)
  --endpoint URL   where DynamoDB is (default: CLIENTS_DYNAMODB_URL, AWS_ENDPOINT_URL_DYNAMODB, or that of AWS_REGION)
  --yes            do not ask before something is changed
  --json           end with one line of JSON
  --help           this text

A gateway keeps what it read for a minute: so long a change may take.`;

/** What is to be done. */
export type Command =
  | { readonly kind: 'add'; readonly client: Client; readonly hasKey: boolean }
  | { readonly kind: 'rotate'; readonly id: string; readonly graceHours: number }
  | { readonly kind: 'revoke'; readonly id: string; readonly key: string | null }
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly id: string };

export interface Options {
  readonly command: Command;
  readonly table: string;
  readonly endpoint: string | null;
  readonly yes: boolean;
  readonly json: boolean;
}

const KINDS = ['add', 'rotate', 'revoke', 'list', 'show'] as const;
const MODES = ['off', 'prefer', 'only'] as const;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Reads the command line; null when it asks for help.
 * @throws {Error} that says what is wrong with it.
 */
export function optionsOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Options | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const table = values.table ?? env.CLIENTS_TABLE;
  const endpoint = values.endpoint ?? env.CLIENTS_DYNAMODB_URL;
  const command = commandOf(positionals, values);
  if (!table) throw new Error('Name the table: --table, or CLIENTS_TABLE.');
  if (endpoint && !URL.canParse(endpoint)) throw new Error(`--endpoint takes an address; "${endpoint}" was given.`);
  return { command, table, endpoint: endpoint || null, yes: values.yes, json: values.json };
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: text,
      contact: text,
      administration: text,
      scope: { ...text, multiple: true, default: [] },
      quota: text,
      documents: { ...text, default: 'prefer' },
      strict: flag,
      'no-key': flag,
      grace: { ...text, default: '24' },
      key: text,
      table: text,
      endpoint: text,
      yes: flag,
      json: flag,
      help: flag,
    },
  });
}
type Values = ReturnType<typeof parse>['values'];

function commandOf([name, id, ...more]: readonly string[], values: Values): Command {
  const kind = KINDS.find((known) => known === name);
  if (!kind) throw new Error(`Say what to do: ${KINDS.join(', ')}. See --help.`);
  if (kind === 'list') return { kind };
  if (!id || more.length > 0) throw new Error(`Name one client: ${kind} ID. See --help.`);
  if (!ID.test(id)) throw new Error(`An id has lower-case letters, digits and single hyphens; "${id}" was given.`);
  switch (kind) {
    case 'add':
      return { kind, client: clientOf(id, values), hasKey: !values['no-key'] };
    case 'rotate':
      if (!/^\d{1,4}$/.test(values.grace)) throw new Error(`--grace takes whole hours; "${values.grace}" was given.`);
      return { kind, id, graceHours: Number(values.grace) };
    case 'revoke':
      return { kind, id, key: values.key ?? null };
    case 'show':
      return { kind, id };
  }
}

/** The scopes that fields of the graph need. */
const SCOPES: readonly string[] = [
  ...new Set(
    Object.values(facts.needs).flatMap((needs) =>
      needs.flatMap((need) => (need.kind === 'scopes' ? need.anyOf.flat() : [])),
    ),
  ),
].toSorted();

function clientOf(
  id: string,
  { name, contact, administration, scope, quota: rate, documents, strict }: Values,
): Client {
  if (!name?.trim()) throw new Error('Say what the client is called: --name TEXT.');
  if (!contact || !/^[^\s@]+@[^\s@]+$/.test(contact)) throw new Error('Say who answers for it: --contact EMAIL.');
  if (administration !== undefined && !ID.test(administration))
    throw new Error(`--administration takes an id of the graph; "${administration}" was given.`);
  const odd = scope.find((one) => !/^[a-z-]+:[a-z-]+$/.test(one));
  if (odd !== undefined) throw new Error(`--scope takes a scope such as households:read; "${odd}" was given.`);
  const unknown = scope.find((one) => !SCOPES.includes(one));
  if (unknown !== undefined) throw new Error(`No field needs the scope "${unknown}". There are: ${SCOPES.join(', ')}.`);
  const quota = rate === undefined ? null : parseRate(rate);
  if (rate !== undefined && !quota) throw new Error(`--quota takes units such as 120000/120000; "${rate}" was given.`);
  const mode = MODES.find((known) => known === documents);
  if (!mode) throw new Error(`--documents takes ${MODES.join(', ')}; "${documents}" was given.`);
  return {
    id,
    name: name.trim(),
    contact,
    administration: administration ?? null,
    scopes: [...new Set(scope)],
    quota,
    documents: mode,
    isStrict: strict,
    status: 'ACTIVE',
  };
}
