/**
 * `npm run synth`: makes every stage's templates in `cdk.out`, checks them, and prints what is in them. Neither an account
 * nor a network is needed. Fails on any finding that nobody has accepted with a reason; `--nag` lists those that somebody
 * has, `--json` ends with one line for a machine.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { columns } from '../tooling/columns.ts';
import { ROOT } from '../tooling/folders.ts';
import { makeApplication } from './application.ts';
import { built } from './built.ts';
import { declaredGraph } from './declared.ts';
import { acceptedIn, findingsIn, stacksIn } from './report.ts';

const { values } = parseArgs({
  options: { nag: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const outdir = join(ROOT, 'cdk.out');
rmSync(outdir, { recursive: true, force: true }); // What a stack that is gone has left there is deployed by nobody.
const graph = await declaredGraph();
const made = built(graph);
const app = makeApplication(graph, made, { outdir });
app.synth();

const say = values.json ? console.error : console.log;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const stacks = stacksIn(app);
say(
  columns([
    ['STACK', 'RESOURCES', 'FUNCTIONS', 'TABLES', 'SECRETS', 'ALARMS'],
    ...stacks.map(({ path, types }) => [
      path,
      String(sum(Object.values(types))),
      ...[
        'AWS::Lambda::Function',
        'AWS::DynamoDB::GlobalTable',
        'AWS::SecretsManager::Secret',
        'AWS::CloudWatch::Alarm',
      ].map((type) => String(types[type] ?? '')),
    ]),
  ]),
);
const accepted = acceptedIn(app);
if (values.nag)
  say(
    `\n${columns([['RULE', 'PLACES', 'WHY IT IS RIGHT'], ...accepted.map(({ rule, places, reason }) => [rule, String(places), reason])])}`,
  );
if (!made.portal) say('\nThere is no dist/portal: a stack Edge is deployed without files of the portal.');
const findings = findingsIn(outdir);
for (const { rule, says, at } of findings) say(`${at}: ${rule}: ${says}`);
say(
  `\n${stacks.length} stacks in cdk.out; ${findings.length} findings, ${sum(accepted.map(({ places }) => places))} accepted with a reason.`,
);
if (values.json) console.log(JSON.stringify({ stacks, findings, accepted }));
process.exitCode = findings.length > 0 ? 1 : 0;
