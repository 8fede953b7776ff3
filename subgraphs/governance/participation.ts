import { inBrussels } from '../../kernel/time.ts';
import type { ParticipationRecord } from './models.ts';

/** Whether a process runs at a moment: its days are Brussels days, and both belong to it. */
export function isRunning({ startsOn, endsOn }: ParticipationRecord, now: Date): boolean {
  const today = inBrussels(now).toPlainDate().toString();
  return (startsOn === null || startsOn <= today) && (endsOn === null || endsOn >= today);
}
