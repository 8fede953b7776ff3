import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse';

/** The files of an extract that are read, and of each the columns. Every other column is left alone. */
export const FILES = {
  address: [
    'EntityNumber',
    'TypeOfAddress',
    'CountryFR',
    'Zipcode',
    'MunicipalityNL',
    'MunicipalityFR',
    'StreetNL',
    'StreetFR',
    'HouseNumber',
    'DateStrikingOff',
  ],
  enterprise: ['EnterpriseNumber', 'Status', 'TypeOfEnterprise', 'JuridicalForm', 'StartDate'],
  establishment: ['EstablishmentNumber', 'StartDate', 'EnterpriseNumber'],
  denomination: ['EntityNumber', 'Language', 'TypeOfDenomination', 'Denomination'],
  activity: ['EntityNumber', 'NaceVersion', 'NaceCode', 'Classification'],
} as const satisfies Record<string, readonly string[]>;

export type FileName = keyof typeof FILES;
export const FILE_NAMES = Object.keys(FILES) as FileName[];

export const pathOf = (folder: string, file: string): string => join(folder, `${file}.csv`);

/**
 * Looks at the folder before anything is done: are the files there, with their columns, and is it a full extract?
 * @throws {Error} that names all that is missing.
 */
export async function checkExtract(folder: string): Promise<void> {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  const isUpdate =
    existsSync(pathOf(folder, 'enterprise_insert')) || (await valueIn(folder, 'ExtractType')) === 'update';
  if (isUpdate) throw new Error(`${folder} holds an update. Only a full extract can be published.`);
  const missing = await Promise.all(
    FILE_NAMES.map(async (file) => {
      if (!existsSync(pathOf(folder, file))) return [`${file}.csv`];
      const [columns = []] = await firstRows(pathOf(folder, file), 1);
      return FILES[file]
        .filter((column) => !columns.includes(column))
        .map((column) => `column ${column} of ${file}.csv`);
    }),
  );
  if (missing.flat().length > 0) throw new Error(`Missing in ${folder}: ${missing.flat().join(', ')}.`);
}

/** A variable of `meta.csv`, such as `SnapshotDate`; null without it. */
async function valueIn(folder: string, variable: string): Promise<string | null> {
  if (!existsSync(pathOf(folder, 'meta'))) return null;
  const rows = await firstRows(pathOf(folder, 'meta'), 20);
  return rows.find(([name]) => name === variable)?.[1]?.toLowerCase() ?? null;
}

/** More than the first rows of any file take. */
const HEAD = 64 * 1024;

async function firstRows(path: string, count: number): Promise<readonly string[][]> {
  const parser = createReadStream(path, { end: HEAD }).pipe(parse({ bom: true, to: count, relax_column_count: true }));
  return Array.fromAsync<string[]>(parser);
}

/** What tells one extract from another: of each file the size and the hash. */
export type Fingerprint = Readonly<Record<FileName, { readonly size: number; readonly sha256: string }>>;

/** Reads all files once. `onBytes` hears how far it is. */
export async function fingerprintOf(folder: string, onBytes: (bytes: number) => void, signal: AbortSignal) {
  let read = 0;
  const prints: [string, { size: number; sha256: string }][] = [];
  for (const file of FILE_NAMES) {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of createReadStream(pathOf(folder, file), { signal, highWaterMark: 1024 * 1024 })) {
      hash.update(chunk);
      size += chunk.length;
      onBytes(read + size);
    }
    read += size;
    prints.push([file, { size, sha256: hash.digest('hex') }]);
  }
  return Object.fromEntries(prints) as Fingerprint;
}

/** Sizes and times of change, as a text that stays the same while nobody writes to the files. */
export async function stateOf(folder: string): Promise<{ readonly bytes: number; readonly mark: string }> {
  const stats = await Promise.all(FILE_NAMES.map((file) => stat(pathOf(folder, file))));
  return {
    bytes: stats.reduce((sum, { size }) => sum + size, 0),
    mark: stats.map(({ size, mtimeMs }) => `${size}@${mtimeMs}`).join(' '),
  };
}
