import { codeOf, dayOrNull, enterpriseNumber, entityNumber, establishmentNumber, RowError } from './checks.ts';
import type { Activity, Address, Enterprise, Establishment, Facts } from './facts.ts';
import { type Reading, type Row, readRows } from './rows.ts';
import { legalPersonsOf, orWithhold } from './seats.ts';

const ESTABLISHMENT = 'BAET';
const NACE_VERSIONS = ['2008', '2025'];

/**
 * Joins the files of an extract: legal persons that have their seat in the region, and their establishments wherever
 * they are. Each file is streamed, in whatever order its rows are; addresses twice, for the seats, and then for the
 * establishments that were found after.
 */
export async function collect(folder: string, reading: Reading): Promise<Facts> {
  const withheld = new Set<string>();
  const withhold = (number: string): void => void withheld.add(number);
  const addressIn = addresses();
  const { enterprises, naturalPersons } = await legalPersonsOf(folder, reading, addressIn, withhold);
  const establishments = await establishmentsOf(folder, reading, enterprises, withhold);

  // What is no row, or no number, has been said when the seats were read.
  await readRows(folder, 'address', { ...reading, reject: () => {} }, (row) => {
    if (row.TypeOfAddress !== ESTABLISHMENT || row.DateStrikingOff !== '') return;
    const establishment = establishments.get(entityNumber(row.EntityNumber));
    if (establishment) establishment.address ??= addressIn(row);
  });
  const wanted = (text: string): Enterprise | Establishment | undefined => {
    const number = entityNumber(text);
    return enterprises.get(number) ?? establishments.get(number);
  };
  await readRows(folder, 'denomination', reading, ({ EntityNumber, Language, TypeOfDenomination, Denomination }) => {
    const entity = wanted(EntityNumber);
    if (!entity) return;
    if (Denomination.trim() === '') throw new RowError('Denomination is empty');
    codeOf('Language', Language, ['0', '1', '2', '3', '4']);
    codeOf('TypeOfDenomination', TypeOfDenomination, ['001', '002', '003', '004']);
    entity.denominations.push({ Language, TypeOfDenomination, Denomination });
  });
  const activityIn = activities();
  await readRows(folder, 'activity', reading, (row) => {
    const entity = wanted(row.EntityNumber);
    if (!entity || !NACE_VERSIONS.includes(row.NaceVersion)) return;
    const activity = activityIn(row);
    // The same activity stands there once for each group that it was told to, such as VAT and social security.
    if (!entity.activities.includes(activity)) entity.activities.push(activity);
  });

  // A legal person without a name cannot be shown, and its establishments not without it.
  for (const [number, { line, denominations, establishments: numbers }] of enterprises) {
    if (denominations.length > 0) continue;
    reading.reject('enterprise', line, `${number} has no denomination`);
    withhold(number);
    enterprises.delete(number);
    for (const establishment of numbers) establishments.delete(establishment);
  }
  return { enterprises, establishments, withheld, naturalPersons };
}

async function establishmentsOf(
  folder: string,
  reading: Reading,
  enterprises: ReadonlyMap<string, Enterprise>,
  withhold: (number: string) => void,
): Promise<Map<string, Establishment>> {
  const establishments = new Map<string, Establishment>();
  await readRows(folder, 'establishment', reading, (row) => {
    const number = establishmentNumber(row.EstablishmentNumber);
    const owner = enterpriseNumber(row.EnterpriseNumber);
    const enterprise = enterprises.get(owner);
    if (!enterprise) return;
    orWithhold(number, withhold, () => {
      if (establishments.has(number)) throw new RowError(`${number} is there twice`);
      const startDate = dayOrNull(row.StartDate);
      establishments.set(number, { enterprise: owner, startDate, address: null, denominations: [], activities: [] });
      enterprise.establishments.push(number);
    });
  });
  return establishments;
}

/** Reads addresses, with one text for all that are equal: the region has few streets and many addresses. */
function addresses(): (row: Row<'address'>) => Address {
  const known = new Map<string, string>();
  const once = (text: string): string => {
    const first = known.get(text) ?? text;
    known.set(first, first);
    return first;
  };
  return ({ Zipcode, MunicipalityFR, MunicipalityNL, StreetFR, StreetNL, HouseNumber }) => {
    const parts = Object.entries({ Zipcode, MunicipalityFR, MunicipalityNL, StreetFR, StreetNL, HouseNumber });
    return Object.fromEntries(parts.flatMap(([name, text]) => (text === '' ? [] : [[name, once(text)]])));
  };
}

/** Reads activities, with one object for each that there is, whoever has it. */
function activities(): (row: Row<'activity'>) => Activity {
  const known = new Map<string, Activity>();
  return ({ NaceVersion, NaceCode, Classification }) => {
    const key = `${NaceVersion} ${NaceCode} ${Classification}`;
    const found = known.get(key);
    if (found) return found;
    if (!/^\d{2,7}$/.test(NaceCode)) throw new RowError(`${JSON.stringify(NaceCode.slice(0, 40))} is no NACE code`);
    codeOf('Classification', Classification, ['MAIN', 'SECO', 'ANCI']);
    const made = { NaceVersion, NaceCode, Classification };
    known.set(key, made);
    return made;
  };
}
