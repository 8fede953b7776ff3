import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { closeDoors, openDoor } from '../../kernel/http.ts';
import { enterpriseRegister } from '../../subgraphs/economy/sources/enterprise-register/source.ts';
import { ROOT } from '../../tooling/folders.ts';
import type { Options } from '../../tooling/publish-register/options.ts';
import { publish } from '../../tooling/publish-register/publish.ts';
import { openTable } from '../../tooling/publish-register/table.ts';
import { type Fault, registerTable } from './register-table.ts';

/** A copy of the files, which a test may change. */
export function extract(): string {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  cpSync(join(ROOT, 'tooling', 'publish-register', 'fixture', 'extract'), folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

export function edit(folder: string, file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** The files, an empty table, and the source of the graph that reads it. */
export async function setUp(fault?: Fault, name?: string) {
  const { endpoint, requests } = await registerTable(name, fault);
  const folder = extract();
  const run = (options: Partial<Options> = {}, stop = new AbortController()) =>
    publish(
      {
        folder,
        table: 'enterprise-register',
        endpoint,
        createTable: false,
        dryRun: false,
        restart: false,
        force: false,
        removeGone: false,
        json: false,
        ...options,
      },
      {
        open: openTable,
        pause: async () => {},
        progress: { begin() {}, reached() {}, end() {} },
        signal: stop.signal,
      },
    );
  process.env.ENTERPRISE_REGISTER_DYNAMODB_URL = endpoint;
  onTestFinished(async () => {
    delete process.env.ENTERPRISE_REGISTER_DYNAMODB_URL;
    await closeDoors();
  });
  const door = () => openDoor({ now: () => new Date(0), traceId: '1'.repeat(32), subgraph: 'test' });
  return {
    run,
    folder,
    writes: () => requests.filter((operation) => operation === 'BatchWriteItem').length,
    requests,
    /** What the graph reads of an enterprise, and of a municipality. */
    enterprise: async (number: string) =>
      (await enterpriseRegister.provides.enterprises?.(door(), [number]))?.get(number),
    municipality: (nisCode: string) =>
      enterpriseRegister.provides.enterpriseNumbers?.(door(), { nisCode, after: null, limit: 100 }),
  };
}

/** Puts more enterprises into the files, a tenth of them in Ixelles. */
export function many(folder: string, count: number): void {
  const numbers = Array.from({ length: count }, (_, index) => {
    const first = String(8_000_000 + index).padStart(8, '0');
    const digits = `${first}${String(97 - (Number(first) % 97)).padStart(2, '0')}`;
    return `${digits.slice(0, 4)}.${digits.slice(4, 7)}.${digits.slice(7)}`;
  });
  const rows = (row: (number: string, index: number) => string) => (text: string) =>
    `${text}${numbers.map((number, index) => `${row(number, index)}\n`).join('')}`;
  edit(
    folder,
    'enterprise.csv',
    rows((number) => `"${number}","AC","000","2","610",,01-02-2003`),
  );
  edit(
    folder,
    'denomination.csv',
    rows((number) => `"${number}","1","001","Essai"`),
  );
  edit(
    folder,
    'address.csv',
    rows((number, index) => `"${number}","REGO",,,"1000",,${index % 10 ? '"Bruxelles"' : '"Ixelles"'},,,,,,`),
  );
}
