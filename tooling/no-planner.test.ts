import { expect, it, vi } from 'vitest';
import { apiSdl } from '../gateway/__generated__/api.ts';
import { facts } from '../gateway/__generated__/facts.ts';
import { supergraphSdl } from '../gateway/__generated__/supergraph.ts';
import { createPlanner } from '../gateway/engine/planner.ts';
import { preparedPlans } from '../gateway/engine/prepared.ts';
import { plansOf } from './plans.ts';

vi.mock('@graphql-hive/router-query-planner', () => {
  throw new Error('there is no binary for this machine');
});

it('prepares nothing where the planner has no binary, and what is generated besides is generated', async () => {
  expect(await plansOf(['{ municipalities { nisCode } }'], { supergraphSdl, apiSdl, facts })).toBeNull();
});

it('tells whoever waits for an engine without plans and without a binary', async () => {
  await expect(createPlanner(supergraphSdl, 1_000, preparedPlans(supergraphSdl, {})).ready).rejects.toThrow();
});
