/**
 * `npm run rollout:check -- --since REF`: whether what is deployed and what stands here may run beside each other, as they
 * do during a deployment. Fails when a gateway that is deployed would ask for something that subgraphs no longer answer,
 * or when clients would lose something of the contract.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../folders.ts';
import { noLongerAnswered } from './asked.ts';
import { lostByClients } from './lost.ts';

const HELP = `npm run rollout:check -- --since REF

  --since REF   the commit or tag that is deployed, such as deployed/production
  --json        end with one line of JSON
  --help        this text`;

const { values } = parseArgs({
  options: {
    since: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function main(): number {
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { since } = values;
  if (!since) throw new Error('Name what is deployed: --since deployed/production');
  const say = values.json ? console.error : console.log;
  if (spawnSync('git', ['rev-parse', '--verify', '--quiet', `${since}^{commit}`], { cwd: ROOT }).status !== 0) {
    throw new Error(
      `There is no ${since} here: fetch the tags, or set it after the first deployment (docs/deploying.md).`,
    );
  }
  const before = (file: string): string =>
    execFileSync('git', ['show', `${since}:${file}`], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const now = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
  const subgraphs = noLongerAnswered(before('gateway/supergraph.graphql'), now('gateway/supergraph.graphql'));
  const today = new Date().toISOString().slice(0, 10);
  const clients = lostByClients(before('gateway/api.graphql'), now('gateway/api.graphql'), today);
  for (const line of subgraphs) say(`the deployed gateway asks what is not answered any more: ${line}`);
  for (const line of clients) say(`clients lose: ${line}`);
  say(
    subgraphs.length + clients.length === 0
      ? `Everything that is asked at ${since} is answered here: deploy.`
      : `${subgraphs.length} for the gateway, ${clients.length} for clients: see "Changes of the schema" in docs/deploying.md.`,
  );
  if (values.json) console.log(JSON.stringify({ since, subgraphs, clients }));
  return subgraphs.length + clients.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
