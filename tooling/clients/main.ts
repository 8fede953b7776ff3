/** `npm run clients`: who may ask the graph under a name, kept in the table that the gateway reads (`CLIENTS_TABLE`). */
import type { ClientRecord } from '../../gateway/access/record.ts';
import { openTable } from '../../kernel/door/shared/table.ts';
import { systemClock } from '../../kernel/time.ts';
import { isAgreed } from '../agreed.ts';
import { type Command, HELP, optionsOf } from './options.ts';
import { openRegister, type Register } from './register.ts';
import { clientText, intentOf, keyText, listText, openOf } from './report.ts';

/** Milliseconds for one request to the table. */
const TIMEOUT = 10_000;

/** What came of a command. */
interface Outcome {
  readonly clients: readonly ClientRecord[];
  readonly key: string | null;
}

async function run(command: Command, register: Register): Promise<Outcome> {
  switch (command.kind) {
    case 'list':
      return { clients: await register.list(), key: null };
    case 'show':
      return { clients: [await register.show(command.id)], key: null };
    case 'add': {
      const { client, key } = await register.add(command.client, command.hasKey);
      return { clients: [client], key };
    }
    case 'rotate': {
      const { client, key } = await register.rotate(command.id, command.graceHours);
      return { clients: [client], key };
    }
    case 'revoke':
      return { clients: [(await register.revoke(command.id, command.key)).client], key: null };
  }
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const { command, json } = options;
  const intent = intentOf(command);
  if (intent && !options.yes && !(await isAgreed(intent))) {
    console.error('Nothing was changed.');
    return 1;
  }
  const table = openTable(options.table, options.endpoint, TIMEOUT);
  try {
    const { clients, key } = await run(command, openRegister(table, systemClock));
    console.log(command.kind === 'list' ? listText(clients) : clients.map(clientText).join('\n'));
    if (key) console.log(keyText(key));
    if (json) {
      const [client = null] = clients.map(openOf);
      console.log(JSON.stringify(command.kind === 'list' ? { clients: clients.map(openOf) } : { client, key }));
    }
    return 0;
  } finally {
    table.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
