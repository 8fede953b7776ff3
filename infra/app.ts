/** What the CDK's own commands run (`cdk.json`): they end here when something is found. `npm run synth` says more. */
import { makeApplication } from './application.ts';
import { built } from './built.ts';
import { declaredGraph } from './declared.ts';
import { findingsIn } from './report.ts';

const graph = await declaredGraph();
const { directory } = makeApplication(graph, built(graph)).synth();
const findings = findingsIn(directory);
if (findings.length > 0) throw new Error(findings.map(({ at, rule, says }) => `${at}: ${rule}: ${says}`).join('\n'));
