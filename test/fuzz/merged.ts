import { printSchema } from 'graphql';
import { accessFactsOf } from '../../gateway/access/needs.ts';
import { factsOf } from '../../gateway/facts.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { costFactsOf } from '../../gateway/policies/cost-facts.ts';
import { compareOne, compareSeed, type Outcome, type Run } from '../differential/compare.ts';
import { DIFFERENCES } from '../differential/differences.ts';
import { createWorld } from '../differential/world.ts';
import { PLENTY } from '../support/city.ts';
import { eventOf } from '../support/event.ts';
import { shrink } from './shrink.ts';
import { count, type Fuzzer, newTally } from './tally.ts';

/** What the gateway may say to an operation instead of answering it: it is over a limit. */
const LIMITED = ['QUERY_TOO_COMPLEX', 'COST_TOO_HIGH', 'BAD_USER_INPUT'];

/** Valid operations: through the whole gateway they give what one schema over all the data gives, or are refused. */
export function mergedFuzzer(): Fuzzer {
  process.env.QUOTA_ANONYMOUS = PLENTY;
  const world = createWorld();
  const { supergraphSdl: sdl } = world;
  const facts = { ...factsOf(sdl), ...costFactsOf(sdl), ...accessFactsOf(sdl) };
  const gateway = createGateway(
    { supergraphSdl: sdl, apiSdl: printSchema(world.apiSchema), facts },
    { ask: world.ask },
  );
  const tally = newTally();

  const run: Run = async ({ query, variables }) => {
    const startedAt = performance.now();
    const event = eventOf();
    const { statusCode, body = '' } = await gateway.answer({ ...event, body: JSON.stringify({ query, variables }) });
    const { data, errors } = JSON.parse(body);
    if (statusCode === 200) return data;
    const ms = performance.now() - startedAt;
    if (ms > tally.slowest.ms) tally.slowest = { ms, what: 'operation' };
    throw Object.assign(new Error(), { extensions: { code: errors[0].extensions.code } });
  };
  const explained = ({ query, answered }: Outcome): boolean =>
    LIMITED.includes(answered) || DIFFERENCES.ours.some(({ when }) => when(query, answered));
  const isWrong = (outcome: Outcome | null): outcome is Outcome =>
    outcome !== null && outcome.answered !== outcome.expected && !explained(outcome);

  return {
    tally,
    step: async (seed) => {
      const outcome = await compareSeed(world, run, seed);
      if (!outcome) return null;
      count(tally.tried, 'operation');
      count(tally.came, outcome.answered === outcome.expected ? 'the same' : outcome.answered);
      if (!isWrong(outcome)) return null;
      const { variables } = outcome;
      const fails = (query: string): Promise<boolean> =>
        compareOne(world, run, { query, variables }, '').then(isWrong, () => false);
      const query = await shrink(outcome.query, fails);
      const wrong = `expected ${outcome.expected}, answered ${outcome.answered}`;
      return { class: 'operation', seed, wrong, input: { query, variables } };
    },
    close: async () => {},
  };
}
