/** A process that makes closed reads one after another, until somebody ends it. */
import { systemClock } from '../../kernel/time.ts';
import { openTrail } from '../../kernel/trail/trail.ts';
import { ACT } from '../support/trail-act.ts';

/** What it tells whenever it reads. */
export type Told = 'reads';

const trail = openTrail({ now: systemClock });
while (true) {
  await trail.recorded(
    ACT,
    async () => process.send?.('reads' satisfies Told),
    () => 1,
  );
}
