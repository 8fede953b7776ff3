import type { Source } from '../source.ts';
import { isPast } from './answers.ts';
import { gateOf } from './gate.ts';
import { type Health, healthOf, minutesHere, sumOf, WINDOW } from './health.ts';
import { standings } from './shared/answers.ts';
import { reportedHealth } from './shared/health.ts';
import type { SourceState, Standing } from './standing.ts';

/** How the source of a dataset stands now, as all instances know it. */
export interface SourceStatus {
  readonly source: Source;
  /** Null when nobody has asked it lately. */
  readonly state: SourceState | null;
  readonly since: Date | null;
  /** Seconds for which it is left alone; null when it may be asked. */
  readonly retryAfter: number | null;
  readonly health: Health | null;
}

/** How sources stand, and how they did over the last minutes. Without the shared table, as this instance knows it. */
export async function statusesOf(sources: readonly Source[], now: Date): Promise<readonly SourceStatus[]> {
  const [told, reported] = await Promise.all([standings(), reportedHealth(now)]);
  return sources.map((source) => {
    const own = gateOf(source).standing();
    const other = told?.get(source.id);
    const newer = other && other.at > own.at && isPast(new Date(other.at), now) ? other : own;
    const { since, closedUntil } = newer;
    const here = minutesHere(source.id, now);
    const everywhere = reported?.get(source.id) ?? [];
    // What was not reported yet is only known here.
    const health = healthOf(sumOf(here).asked > sumOf(everywhere).asked ? here : everywhere);
    const wait = Math.ceil((closedUntil - now.getTime()) / 1000);
    return {
      source,
      state: stateOf(newer, health, now),
      since: since === null ? null : new Date(since),
      retryAfter: wait > 0 ? wait : null,
      health,
    };
  });
}

function stateOf({ state, at, closedUntil }: Standing, health: Health | null, now: Date): SourceState | null {
  const isLately = now.getTime() - at < WINDOW * 60_000 || closedUntil > now.getTime();
  if (health === null) return at > 0 && isLately ? state : null;
  // Known from others alone, or refused whatever was asked.
  return state === 'OK' && health.errorShare === 1 ? 'DOWN' : state;
}
