import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, parse, validate } from 'graphql';
import { clientOperations } from '../client-operations.ts';
import { isPastSunset } from './sunset.ts';

/** How much a change asks of a client; `SUNSET` is a removal that was announced, and whose day is over. */
export type Level = 'BREAKING' | 'DANGEROUS' | 'SUNSET' | 'SAFE';

/** A difference between two contracts. */
export interface Change {
  readonly level: Level;
  /** The schema coordinate that changed. */
  readonly at: string;
  readonly message: string;
}

const LEVELS: readonly Level[] = ['BREAKING', 'DANGEROUS', 'SUNSET', 'SAFE'];
const LEVEL_OF: Readonly<Record<CriticalityLevel, Level>> = {
  [CriticalityLevel.Breaking]: 'BREAKING',
  [CriticalityLevel.Dangerous]: 'DANGEROUS',
  [CriticalityLevel.NonBreaking]: 'SAFE',
};

/**
 * What changed since a contract was released, the worst first.
 * @param released SDL of that contract
 * @param today as `2026-03-02`
 */
export async function changesSince(released: string, now: string, today: string): Promise<readonly Change[]> {
  const before = buildSchema(released);
  const changes = await diff(before, buildSchema(now));
  return changes
    .map(({ criticality, path = '', message, type }): Change => {
      const level = LEVEL_OF[criticality.level];
      const isAnnounced = level === 'BREAKING' && type.endsWith('_REMOVED') && isPastSunset(before, path, today);
      return { level: isAnnounced ? 'SUNSET' : level, at: path, message };
    })
    .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || (a.at < b.at ? -1 : 1));
}

/** An operation of `client/operations/` that the contract does not answer, and why. */
export interface Misfit {
  readonly file: string;
  readonly message: string;
}

export function misfitsOf(now: string): readonly Misfit[] {
  const schema = buildSchema(now);
  return clientOperations().flatMap(({ id, text }) =>
    validate(schema, parse(text)).map(({ message, locations }) => ({
      file: `client/operations/${id}.graphql:${locations?.[0]?.line ?? 1}`,
      message,
    })),
  );
}
