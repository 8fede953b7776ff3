import * as v from 'valibot';
import { queryAll, readItems } from '../../../../kernel/connectors/dynamodb/dynamodb.ts';
import { read, setting } from '../../../../kernel/env.ts';
import { NIS_CODES } from '../../../../kernel/geography/municipalities.ts';
import type { Door } from '../../../../kernel/http.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { parseWire } from '../../../../kernel/wire.ts';
import type { AgreementRecord, HouseholdModel } from '../../models.ts';
import type { PeopleProvides } from '../../provides.ts';
import { registerTable } from './table.ts';

/**
 * Households as a municipality's population register would keep them, in a table of its own beside the agreements under
 * which others may ask. It shows the "only once" principle at work; no such table exists, and no record is anybody's.
 *
 * | Question                            | How                                                              |
 * |-------------------------------------|------------------------------------------------------------------|
 * | households                          | BatchGetItem `pk = HOUSEHOLD#<id>`, `sk = HOUSEHOLD`             |
 * | agreements with an administration   | Query `pk = AGREEMENT#<its id>`, consistent                      |
 *
 * | Attribute of an agreement | Form                                                                       |
 * |---------------------------|----------------------------------------------------------------------------|
 * | `sk`                      | `AGREEMENT#<id>`                                                           |
 * | `fields`                  | list of what may be asked, by `Type.field`                                 |
 * | `purposes`                | map: purpose -> the legal act that allows it                               |
 * | `from`, `until`           | ISO 8601 instants; `until` does not belong to it                           |
 */
export const householdRegister = defineSource<PeopleProvides>({
  id: 'household-register',
  title: {
    en: 'Invented population register: households',
    fr: 'Registre de la population inventé : ménages',
    nl: 'Verzonnen bevolkingsregister: gezinnen',
  },
  description: {
    en: 'Invented households, to show how one administration asks another for what it knows already, only once.',
    fr: "Ménages inventés, pour montrer comment une administration demande à une autre ce qu'elle sait déjà, une seule fois.",
    nl: 'Verzonnen gezinnen, om te tonen hoe de ene overheid aan de andere vraagt wat die al weet, slechts één keer.',
  },
  administration: {
    id: 'invented-register',
    name: { en: 'Invented register authority', fr: 'Autorité de registre inventée', nl: 'Verzonnen registeroverheid' },
    homepage: 'https://smartcity.brussels',
  },
  licence: { id: 'closed', url: 'https://smartcity.brussels' },
  access: 'RESTRICTED',
  theme: 'SOCI',
  updateFrequency: 'UPDATE_CONT',
  standard: 'Amazon DynamoDB table',
  connector: 'dynamodb',
  endpoint: setting('HOUSEHOLD_REGISTER_DYNAMODB_URL', null),
  freshFor: 1,
  staleFor: 0, // Its owner's table is asked each time: nothing of it is kept.
  quota: setting('HOUSEHOLD_REGISTER_QUOTA', 'none'), // The table has limits of its own and tells us.
  openQuestions: [
    'No such table exists: what a population register knows is authentic, and is exchanged through the service integrators alone.',
  ],
  provides: { households, agreements },
});

/** The number of a household. What has another form is nobody's, and no key that the table would take. */
const NUMBER = /^INV-\d{4}$/;

const household = v.object({
  pk: v.pipe(
    v.string(),
    v.check((key) => key.startsWith('HOUSEHOLD#') && NUMBER.test(key.slice('HOUSEHOLD#'.length))),
  ),
  size: v.pipe(v.number(), v.integer(), v.minValue(1)),
  children: v.pipe(v.number(), v.integer(), v.minValue(0)),
  nisCode: v.picklist(NIS_CODES),
});

async function households(door: Door, ids: readonly string[]): Promise<readonly HouseholdModel[]> {
  const keys = [...new Set(ids)]
    .filter((id) => NUMBER.test(id))
    .map((id) => ({ pk: `HOUSEHOLD#${id}`, sk: 'HOUSEHOLD' }));
  const items = await readItems(door, householdRegister, read(registerTable) ?? '', keys);
  const retrievedAt = door.now();
  return items.flatMap((item): HouseholdModel[] => {
    if (item instanceof Error) throw item;
    if (!item) return [];
    const { pk, nisCode, ...told } = parseWire(householdRegister, household, item);
    const provenance = { source: householdRegister, observedAt: null, retrievedAt };
    return [{ id: pk.replace('HOUSEHOLD#', ''), ...told, municipality: { nisCode }, provenance }];
  });
}

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((given) => new Date(given)),
);
const agreement = v.object({
  fields: v.array(v.string()),
  purposes: v.record(v.string(), v.string()),
  from: instant,
  until: instant,
});
/** No administration has more agreements with one other. */
const MOST = 100;

async function agreements(door: Door, consumer: string): Promise<readonly AgreementRecord[]> {
  const query = {
    TableName: read(registerTable) ?? '',
    ConsistentRead: true, // One that has just been ended must not be used.
    KeyConditionExpression: 'pk = :consumer',
    ExpressionAttributeValues: { ':consumer': { S: `AGREEMENT#${consumer}` } },
  };
  const items = await queryAll(door, householdRegister, query, MOST);
  return items.map((item) => {
    const { purposes, ...told } = parseWire(householdRegister, agreement, item);
    return { ...told, purposes: new Map(Object.entries(purposes)) };
  });
}
