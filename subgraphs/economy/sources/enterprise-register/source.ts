import * as v from 'valibot';
import { type Item, queryPage, readItems } from '../../../../kernel/connectors/dynamodb/dynamodb.ts';
import { read, setting } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { type LANGUAGES, localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import { maybe, parseWire } from '../../../../kernel/wire.ts';
import type { EnterpriseModel } from '../../models.ts';
import type { EconomyProvides } from '../../provides.ts';
import { BY_MUNICIPALITY, registerTable } from './table.ts';

/**
 * The enterprise register as a table that its owner keeps and we read in place: the register has no free API, and a
 * table is the smallest thing that an owner with files alone can publish. One table, keyed by how it is asked:
 *
 * | Question                        | How                                                                       |
 * |---------------------------------|---------------------------------------------------------------------------|
 * | enterprises by number           | BatchGetItem `pk = ENTERPRISE#<digits>`, `sk = ENTERPRISE`                  |
 * | a page of a municipality        | Query on index `municipality` (keys only): `municipality = MUNICIPALITY#<nis>`, in the order of `pk` |
 * | an enterprise's establishments  | Query `pk = ENTERPRISE#<digits>`, `sk` begins with `ESTABLISHMENT#`          |
 *
 * Attributes keep the names and codes of the register's own files.
 */
export const enterpriseRegister = defineSource<EconomyProvides>({
  id: 'enterprise-register',
  title: { en: 'Enterprise register', fr: 'Registre des entreprises', nl: 'Ondernemingsregister' },
  description: {
    en: 'Legal persons of the Crossroads Bank for Enterprises that have their seat in the region.',
    fr: 'Personnes morales de la Banque-Carrefour des Entreprises ayant leur siège dans la Région.',
    nl: 'Rechtspersonen van de Kruispuntbank van Ondernemingen met zetel in het Gewest.',
  },
  administration: {
    id: 'fps-economy',
    name: { en: 'FPS Economy', fr: 'SPF Économie', nl: 'FOD Economie', de: 'FÖD Wirtschaft' },
    homepage: 'https://economie.fgov.be',
  },
  licence: CC_BY,
  theme: 'ECON',
  updateFrequency: 'DAILY',
  highValue: 'COMPANIES',
  standard: 'Amazon DynamoDB table',
  connector: 'dynamodb',
  endpoint: setting('ENTERPRISE_REGISTER_DYNAMODB_URL', null),
  freshFor: days(1),
  staleFor: 0, // Its owner's table is asked each time: nothing of it is kept.
  quota: setting('ENTERPRISE_REGISTER_QUOTA', 'none'), // The table has limits of its own and tells us.
  concurrency: 50,
  openQuestions: [
    'No such table exists yet: the register is open data as files behind a free account. Its owner would publish them to a table of its own.',
    'The licence of the register for reuse through a table; CC BY 4.0 is assumed.',
  ],
  provides: { enterprises, enterpriseNumbers },
});

const tableName = (): string => read(registerTable) ?? '';
const partition = (number: string): string => `ENTERPRISE#${number}`;

/** Codes of the register's code table. */
const LANGUAGE_OF: Readonly<Record<string, (typeof LANGUAGES)[number]>> = { 1: 'fr', 2: 'nl', 3: 'de', 4: 'en' };
const OFFICIAL_NAME = '001';

const keys = v.object({ pk: v.pipe(v.string(), v.regex(/^ENTERPRISE#\d{10}$/)) });
const enterprise = v.object({
  ...keys.entries,
  municipality: v.pipe(v.string(), v.regex(/^MUNICIPALITY#\d{5}$/)),
  Status: v.picklist(['AC', 'ST']),
  JuridicalForm: maybe(v.string()),
  StartDate: maybe(v.pipe(v.string(), v.regex(/^\d{2}-\d{2}-\d{4}$/))),
  Denominations: v.pipe(
    v.array(v.object({ Language: v.string(), TypeOfDenomination: v.string(), Denomination: v.string() })),
    v.minLength(1),
  ),
  Activities: v.optional(
    v.array(v.object({ NaceVersion: v.string(), NaceCode: v.string(), Classification: v.string() })),
    [],
  ),
  Address: maybe(
    v.object({
      StreetFR: maybe(v.string()),
      StreetNL: maybe(v.string()),
      HouseNumber: maybe(v.string()),
      Zipcode: maybe(v.string()),
    }),
  ),
});

async function enterprises(
  door: Door,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, EnterpriseModel | Error>> {
  const items = await readItems(
    door,
    enterpriseRegister,
    tableName(),
    numbers.map((number) => ({ pk: partition(number), sk: 'ENTERPRISE' })),
  );
  const retrievedAt = door.now();
  return new Map(
    numbers.flatMap((number, index): [string, EnterpriseModel | Error][] => {
      const item = items[index];
      if (!item) return [];
      return [[number, item instanceof Error ? item : parseOrError(item, number, retrievedAt)]];
    }),
  );
}

/** A row that does not fit fails alone. */
function parseOrError(item: Item, number: string, retrievedAt: Date): EnterpriseModel | Error {
  try {
    return toEnterprise(item, number, retrievedAt);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function toEnterprise(item: Item, number: string, retrievedAt: Date): EnterpriseModel {
  const row = parseWire(enterpriseRegister, enterprise, item);
  const official = row.Denominations.filter(({ TypeOfDenomination }) => TypeOfDenomination === OFFICIAL_NAME);
  const names = official.length > 0 ? official : row.Denominations;
  const { Address: address } = row;
  return {
    number,
    names: localizedText(
      Object.fromEntries(names.map((name) => [LANGUAGE_OF[name.Language] ?? '', name.Denomination])),
    ) ?? { fr: names[0]?.Denomination, nl: names[0]?.Denomination }, // Language 0 is "unknown": the one name serves every reader.
    legalForm: row.JuridicalForm,
    status: row.Status === 'AC' ? 'ACTIVE' : 'STOPPED',
    startDate: row.StartDate?.split('-').reverse().join('-') ?? null,
    activities: row.Activities.map(({ NaceCode, NaceVersion, Classification }) => ({
      naceCode: NaceCode,
      naceVersion: NaceVersion,
      main: Classification === 'MAIN',
    })),
    address: address && {
      street: localizedText({ fr: address.StreetFR, nl: address.StreetNL }),
      houseNumber: address.HouseNumber,
      postalCode: address.Zipcode,
    },
    nisCode: row.municipality.slice('MUNICIPALITY#'.length),
    provenance: { source: enterpriseRegister, observedAt: null, retrievedAt },
  };
}

async function enterpriseNumbers(
  door: Door,
  { nisCode, after, limit }: { readonly nisCode: string; readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const municipality = { S: `MUNICIPALITY#${nisCode}` };
  const items = await queryPage(door, enterpriseRegister, {
    TableName: tableName(),
    IndexName: BY_MUNICIPALITY,
    KeyConditionExpression: 'municipality = :municipality',
    ExpressionAttributeValues: { ':municipality': municipality },
    Limit: limit,
    ...(after ? { ExclusiveStartKey: { municipality, pk: { S: partition(after) }, sk: { S: 'ENTERPRISE' } } } : {}),
  });
  return items.map((item) => parseWire(enterpriseRegister, keys, item).pk.slice('ENTERPRISE#'.length));
}
