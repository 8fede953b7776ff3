import { describe, expect, it } from 'vitest';
import { scenarios } from './scenarios.ts';

describe.each(scenarios)('$id: $fault', ({ run, must }) => {
  it(`${must}`, { timeout: 90_000 }, async () => {
    // What is wrong is thrown; what was seen is there to be read.
    expect((await run()).client).not.toBe('');
  });
});
