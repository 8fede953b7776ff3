import { type ApiKey, readKey } from '../gateway/access/api-key.ts';
import { type ClientRecord, hashKey, toItem } from '../gateway/access/record.ts';
import { clientsTable as declared } from '../gateway/access/table.ts';
import { creationOf } from '../kernel/table.ts';
import type { Stage, WireAnswer, WireQuestion } from './emulator.ts';
import { serveTable, standard } from './standards/dynamodb.ts';

/** The name under which the sandbox knows the table of clients, for faults and counts. */
export const CLIENTS = 'clients';

/** The keys of the sandbox's clients, by client. They are no secret, and open nothing but a sandbox. */
export const SANDBOX_KEYS = {
  'open-data-app': 'bcg_sandbox1_sandbox-key-not-a-secret-open-data000000000',
  'city-of-brussels-desk': 'bcg_sandbox2_sandbox-key-not-a-secret-households00000000',
  'smart-city-office': 'bcg_sandbox3_sandbox-key-not-a-secret-projects0000000000',
  'trusted-app': 'bcg_sandbox4_sandbox-key-not-a-secret-trusted00000000000',
  'strict-app': 'bcg_sandbox5_sandbox-key-not-a-secret-strict000000000000',
} as const;

const STANDARD = {
  contact: 'nobody@sandbox.invalid',
  administration: null,
  scopes: [],
  quota: null,
  documents: 'prefer',
  isStrict: false,
  status: 'ACTIVE',
  version: 1,
} as const;

/** Invented clients, one of each kind. */
const CLIENT_LIST: readonly ClientRecord[] = [
  client('open-data-app', { name: 'An app on open data' }),
  client('city-of-brussels-desk', {
    name: 'A desk of the City of Brussels',
    administration: 'city-of-brussels',
    scopes: ['households:read'],
  }),
  client('smart-city-office', { name: 'The Smart City Office', scopes: ['projects:write'] }),
  client('trusted-app', { name: 'An app that asks trusted documents only', documents: 'only' }),
  client('strict-app', { name: 'An app that wants all or nothing', isStrict: true }),
];

function client(
  id: keyof typeof SANDBOX_KEYS,
  given: Partial<ClientRecord> & Pick<ClientRecord, 'name'>,
): ClientRecord {
  const key = keyOf(SANDBOX_KEYS[id]);
  return { ...STANDARD, ...given, id, keys: { [key.id]: { hash: key.hash, createdAt: 0, expiresAt: null } } };
}

function keyOf(text: string): ApiKey {
  const key = readKey(text);
  if (!key) throw new TypeError("a key of the sandbox's has not the form of a key");
  return key;
}

/** The table of clients, emulated, with a few of them in it. */
export function clientsTable(stage: Stage): Promise<(question: WireQuestion) => Promise<WireAnswer>> {
  const pointers = Object.entries(SANDBOX_KEYS).map(([id, text]) => ({ ...hashKey(keyOf(text).hash), client: id }));
  const items = [...CLIENT_LIST.map(toItem), ...pointers];
  return serveTable({ definition: creationOf(CLIENTS, declared.definition), items: () => items }, stage);
}

/** Environment variables that lead the gateway to it. */
export function clientsEnvironment(origin: string): Readonly<Record<string, string>> {
  return { ...standard.environment, CLIENTS_TABLE: CLIENTS, CLIENTS_DYNAMODB_URL: origin };
}
