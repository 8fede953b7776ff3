import type { Facts } from './facts.ts';
import { ENTERPRISE_ROW, ESTABLISHMENT_ROW } from './items.ts';
import type { Key, RegisterTable } from './table.ts';

/** What is in the table and no longer in the files. */
export interface Gone {
  readonly keys: readonly Key[];
  readonly enterprises: number;
  readonly establishments: number;
}

/** Goes through the keys of the table. What was rejected this time is not gone, and what is not ours is left alone. */
export async function goneOf(table: RegisterTable, facts: Facts, signal: AbortSignal): Promise<Gone> {
  const keys: Key[] = [];
  await table.eachKey((key) => {
    if (isGone(key, facts)) keys.push(key);
  }, signal);
  const enterprises = keys.filter(({ sk }) => sk === ENTERPRISE_ROW).length;
  return { keys, enterprises, establishments: keys.length - enterprises };
}

function isGone({ pk, sk }: Key, { enterprises, establishments, withheld }: Facts): boolean {
  const number = /^ENTERPRISE#(\d{10})$/.exec(pk)?.[1];
  if (number === undefined || withheld.has(number)) return false;
  if (sk === ENTERPRISE_ROW) return !enterprises.has(number);
  if (!sk.startsWith(ESTABLISHMENT_ROW)) return false;
  const unit = sk.slice(ESTABLISHMENT_ROW.length);
  return !withheld.has(unit) && establishments.get(unit)?.enterprise !== number;
}

/** Share of what is published that may go in one run: more is rather a file that was cut short. */
const MOST = 0.1;
/** So many may always go. */
const FEW = 100;

/** @throws {Error} when more would be removed than a month can explain. */
export function checkRemoval(gone: number, published: number): void {
  if (gone <= Math.max(FEW, published * MOST)) return;
  throw new Error(
    `${gone} items would be removed, and ${published} are published: that is too many to be right. ` +
      'If it is right, run again with --remove-gone --force.',
  );
}
