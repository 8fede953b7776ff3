import { codeOf, dayOrNull, enterpriseNumber, entityNumber, RowError } from './checks.ts';
import type { Address, Enterprise } from './facts.ts';
import { municipalityOf } from './region.ts';
import { type Reading, type Row, readRows } from './rows.ts';

const SEAT = 'REGO';
const NATURAL_PERSON = '1';
const LEGAL_PERSON = '2';

/** Legal persons that have their seat in the region. */
export interface LegalPersons {
  readonly enterprises: Map<string, Enterprise>;
  /** How many natural persons were left out. */
  readonly naturalPersons: number;
}

/**
 * Reads who is wanted: the seats in the region first, then whose they are. So what is kept grows with the region's
 * enterprises and not with the country's.
 * @param withhold Hears the number of each one of which something is wrong.
 */
export async function legalPersonsOf(
  folder: string,
  reading: Reading,
  addressIn: (row: Row<'address'>) => Address,
  withhold: (number: string) => void,
): Promise<LegalPersons> {
  const seats = new Map<string, { readonly nisCode: string; readonly address: Address }>();
  await readRows(folder, 'address', reading, (row) => {
    const number = entityNumber(row.EntityNumber);
    if (row.TypeOfAddress !== SEAT) return;
    orWithhold(number, withhold, () => {
      const nisCode = municipalityOf(row);
      if (nisCode === null || dayOrNull(row.DateStrikingOff) !== null) return;
      if (seats.has(number)) throw new RowError(`${number} has a second seat`);
      seats.set(number, { nisCode, address: addressIn(row) });
    });
  });

  const enterprises = new Map<string, Enterprise>();
  let naturalPersons = 0;
  await readRows(folder, 'enterprise', reading, (row, line) => {
    const number = enterpriseNumber(row.EnterpriseNumber);
    if (row.TypeOfEnterprise === NATURAL_PERSON) naturalPersons += 1;
    const seat = seats.get(number);
    if (!seat || row.TypeOfEnterprise === NATURAL_PERSON) return;
    orWithhold(number, withhold, () => {
      codeOf('TypeOfEnterprise', row.TypeOfEnterprise, [NATURAL_PERSON, LEGAL_PERSON]);
      if (enterprises.has(number)) throw new RowError(`${number} is there twice`);
      enterprises.set(number, {
        ...seat,
        line,
        status: codeOf('Status', row.Status, ['AC', 'ST']),
        juridicalForm: row.JuridicalForm || null,
        startDate: dayOrNull(row.StartDate),
        denominations: [],
        activities: [],
        establishments: [],
      });
    });
  });
  return { enterprises, naturalPersons };
}

/** Does what is to be done with one of them; what goes wrong is told with its number, and goes on. */
export function orWithhold(number: string, withhold: (number: string) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    withhold(number);
    throw error;
  }
}
