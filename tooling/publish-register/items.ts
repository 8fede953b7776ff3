import type { Enterprise, Establishment, Facts } from './facts.ts';

/** An item of the table, as the graph's source for the register reads it. */
export type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** Raised when what an item holds changes: what was published in another form is published again. */
export const FORM = 1;

/**
 * Every item, in the order of the numbers, whatever the order of the files: the same files give the same items in the
 * same places, so that a run can go on where another one stopped.
 */
export function* itemsOf({ enterprises, establishments }: Facts): Generator<Item> {
  for (const number of [...enterprises.keys()].toSorted()) {
    const enterprise = enterprises.get(number);
    if (!enterprise) continue;
    yield enterpriseItem(number, enterprise);
    for (const unit of enterprise.establishments.toSorted()) {
      const establishment = establishments.get(unit);
      if (establishment) yield establishmentItem(unit, establishment);
    }
  }
}

export const partitionOf = (enterprise: string): string => `ENTERPRISE#${enterprise}`;
export const ENTERPRISE_ROW = 'ENTERPRISE';
export const ESTABLISHMENT_ROW = 'ESTABLISHMENT#';

function enterpriseItem(number: string, enterprise: Enterprise): Item {
  const { nisCode, status, juridicalForm, address } = enterprise;
  return {
    pk: partitionOf(number),
    sk: ENTERPRISE_ROW,
    municipality: `MUNICIPALITY#${nisCode}`,
    Status: status,
    ...(juridicalForm ? { JuridicalForm: juridicalForm } : {}),
    ...common(enterprise),
    Address: address,
  };
}

/** It has no attribute `municipality`: the index of that name lists enterprises, each of them once. */
function establishmentItem(number: string, establishment: Establishment): Item {
  const { enterprise, address } = establishment;
  return {
    pk: partitionOf(enterprise),
    sk: `${ESTABLISHMENT_ROW}${number}`,
    ...common(establishment),
    ...(address ? { Address: address } : {}),
  };
}

function common({ startDate, denominations, activities }: Enterprise | Establishment) {
  return {
    ...(startDate ? { StartDate: startDate } : {}),
    ...(denominations.length > 0 ? { Denominations: denominations } : {}),
    ...(activities.length > 0 ? { Activities: activities } : {}),
  };
}
