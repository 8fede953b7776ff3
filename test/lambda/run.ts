/**
 * `npm run test:lambda`: the functions as they are deployed, on AWS's own runtime client. The client is compiled when
 * it is missing, which takes minutes; after that it is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const CLIENT = join(import.meta.dirname, 'client');
const COMPILED = join(CLIENT, 'node_modules', 'aws-lambda-ric', 'rapid-client.node');
/** What compiles it, and the Debian package that has it. */
const TOOLS = { cmake: 'cmake', 'g++': 'g++', make: 'make', python3: 'python3', xz: 'xz-utils' };
/** Where the headers of a Node may lie. Any will do: the client uses Node-API, which is the same in all of them. */
const PREFIXES = ['/usr', '/usr/local'];

function run(command: string, args: readonly string[], cwd: string, env: Record<string, string>): number {
  return spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

function compile(): number {
  const missing = Object.entries(TOOLS).filter(([tool]) => spawnSync(tool, ['--version']).status !== 0);
  if (missing.length > 0) {
    console.error(`The client is compiled first: apt-get install ${missing.map(([, name]) => name).join(' ')}`);
    return 1;
  }
  const headers = PREFIXES.find((prefix) => existsSync(join(prefix, 'include', 'node', 'node_api.h')));
  console.error('Compiling aws-lambda-ric, once; this takes minutes.');
  return run('npm', ['ci', '--silent'], CLIENT, headers ? { npm_config_nodedir: headers } : {});
}

const status = existsSync(COMPILED) ? 0 : compile();
process.exitCode =
  status || run('vitest', ['run', '--project', 'lambda'], process.cwd(), { LAMBDA_RUNTIME: 'aws-lambda-ric' });
