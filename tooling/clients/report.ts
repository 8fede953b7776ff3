import type { ClientRecord } from '../../gateway/access/record.ts';
import { columns } from '../columns.ts';
import type { Command } from './options.ts';

/** A client for programs: everything but the hashes of its keys. */
export function openOf({ keys, ...client }: ClientRecord) {
  return {
    ...client,
    keys: Object.entries(keys).map(([id, { createdAt, expiresAt }]) => ({
      id,
      createdAt: timeOf(createdAt),
      expiresAt: expiresAt === null ? null : timeOf(expiresAt),
    })),
  };
}

/** The sentence that says what a command will change; null when it changes nothing. */
export function intentOf(command: Command): string | null {
  switch (command.kind) {
    case 'add':
      return `${columns([
        ...fieldsOf(command.client),
        ['key', command.hasKey ? 'a new one, shown once' : 'none'],
      ])}\nRegister this client?`;
    case 'rotate':
      return `Give ${command.id} a new key, and end those that it has in ${command.graceHours} h?`;
    case 'revoke':
      return command.key === null
        ? `Let ${command.id} in no more?`
        : `End the key ${command.key} of ${command.id} at once?`;
    default:
      return null;
  }
}

/** All clients, one a line. */
export function listText(clients: readonly ClientRecord[]): string {
  if (clients.length === 0) return 'There are no clients.';
  const rows = clients.map(({ id, status, administration, scopes, keys }) => [
    id,
    status,
    administration ?? '-',
    scopes.join(' ') || '-',
    String(Object.keys(keys).length),
  ]);
  return columns([['CLIENT', 'STATUS', 'ADMINISTRATION', 'SCOPES', 'KEYS'], ...rows]);
}

/** One client with its keys. */
export function clientText(client: ClientRecord): string {
  const keys = openOf(client).keys.map(({ id, createdAt, expiresAt }) => [
    `key ${id}`,
    `since ${createdAt}${expiresAt === null ? '' : `, until ${expiresAt}`}`,
  ]);
  return columns([...fieldsOf(client), ['status', client.status], ...keys]);
}

/** The only time that a key is shown. */
export function keyText(key: string): string {
  return `\n  ${key}\n\nThis is the key, sent as x-api-key. It is shown once and kept nowhere: store it in a secret store now.`;
}

function fieldsOf(client: Omit<ClientRecord, 'keys' | 'version' | 'status'>): string[][] {
  const { id, name, contact, administration, scopes, quota, documents, isStrict } = client;
  return [
    ['client', id],
    ['name', name],
    ['contact', contact],
    ['administration', administration ?? '-'],
    ['scopes', scopes.join(' ') || '-'],
    ['quota', quota ? `${quota.perMinute} a minute, ${quota.burst} saved up` : 'the standard'],
    ['documents', documents],
    ['strict', isStrict ? 'yes' : 'no'],
  ];
}

const timeOf = (ms: number): string => new Date(ms).toISOString();
