/**
 * `npm test`: everything that must hold, in one run. The last line is `N passed, N failed`: each check counts
 * as one, each test of the suite as one. A failed check does not hide the ones after it. A test that fails is tried
 * once more, as some of them meet real processes, browsers and clocks; what passed only then is named before the end (↻).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { haveChromium } from './chromium.ts';
import { ROOT } from './folders.ts';

const REPORT = join(ROOT, 'node_modules', '.cache', 'test-report.json');

const CHECKS: readonly [what: string, command: string, ...args: string[]][] = [
  ['generated modules and types can be made', 'npm', 'run', '--silent', 'codegen'],
  ['the committed schema is what the subgraphs compose to', 'node', 'gateway/compose.ts', '--check'],
  ['the contract breaks nobody who asked that of the last release', 'node', 'tooling/schema-check/main.ts'],
  ['the generated documents are up to date', 'node', 'tooling/docs.ts', '--check'],
  ['types', 'tsc'],
  ['types of the portal', 'tsc', '-p', 'portal'],
  ['the portal can be built, and is light enough', 'node', 'tooling/portal/main.ts'],
  ['lint, format and import borders', 'biome', 'ci', '--error-on-warnings', '.'],
  ['no dead code, no unused dependency', 'knip'],
];

function run(command: string, args: readonly string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` };
}

haveChromium();

let passed = 0;
const failures: string[] = [];
const unsteady: string[] = [];
for (const [what, command, ...args] of CHECKS) {
  const startedAt = performance.now();
  const { ok, output } = run(command, args);
  console.log(`${ok ? '✓' : '✗'} ${what} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (ok) passed += 1;
  else {
    failures.push(what);
    console.log(output);
  }
}

/** The suite, and what crosses subgraphs once more on Apollo's engine, which has to give the same. */
const SUITES: readonly [what: string, environment: Record<string, string>, ...files: string[]][] = [
  ['tests', {}],
  ["the federation's tests on Apollo's engine", { GATEWAY_ENGINE: 'apollo' }, 'test/federation'],
];

const firstLine = (text = ''): string => text.split('\n')[0] ?? '';

/** The part of Vitest's report (in Jest's shape) that is counted here. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Each test that passed only when it was tried again: something in it depends on the moment. */
const unsteadyOf = ({ testResults }: Report): string[] =>
  testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => `${relative(ROOT, name)}: ${fullName}: ${firstLine(failureMessages[0])}`),
  );

/** Each test that failed, and each file that could not be loaded, with the first line of why. */
function failuresOf({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(ROOT, name);
    const tests = assertionResults.filter(({ status }) => status === 'failed');
    if (tests.length === 0) return message === '' ? [] : [`${file}: ${firstLine(message)}`];
    return tests.map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages[0])}`);
  });
}

for (const [what, environment, ...files] of SUITES) {
  console.log(`\n${what}`);
  rmSync(REPORT, { force: true });
  const args = ['run', ...files, '--retry=1', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const suite = spawnSync('vitest', args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...environment } });
  const report: Report | undefined = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : undefined;
  const failed = report === undefined ? [] : failuresOf(report);
  passed += report?.numPassedTests ?? 0;
  failures.push(...failed);
  unsteady.push(...(report ? unsteadyOf(report) : []));
  // What no test is to blame for: an error outside of any, or no report at all.
  if (suite.status !== 0 && failed.length === 0) failures.push(`${what}: see above`);
}

for (const one of unsteady) console.log(`↻ ${one}`);
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
