import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FunctionError, type Invocation, type Reported, serveRuntimeApi } from './runtime-api.ts';

/** AWS's own runtime client, once `npm run test:lambda` has installed it; else a small one of ours. */
const AWS_CLIENT = join(import.meta.dirname, '..', 'client', 'node_modules', 'aws-lambda-ric');
const isCompiled = existsSync(join(AWS_CLIENT, 'rapid-client.node'));
/** The runtime that the functions run on: `aws-lambda-ric`, or `loop`. */
export const RUNTIME = process.env.LAMBDA_RUNTIME ?? 'loop';
const CLIENTS: Readonly<Record<string, string>> = {
  'aws-lambda-ric': join(AWS_CLIENT, 'index.mjs'),
  loop: join(import.meta.dirname, 'loop.cjs'),
};
if (RUNTIME === 'aws-lambda-ric' && !isCompiled) throw new Error('npm run test:lambda installs aws-lambda-ric');

/** What is run: the folder of its code, `file.export` of its handler, and its variables. */
export interface Code {
  readonly name: string;
  readonly folder: string;
  readonly handler: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** One execution environment: a process that gets one event at a time, and stands still between them. */
export interface Environment {
  readonly isGone: () => boolean;
  /** Gives the answer, or rejects with a {@link FunctionError}. */
  readonly invoke: (invocation: Invocation) => Promise<unknown>;
  /** Why its initialization failed. */
  readonly initError: () => Reported | null;
  /** What it wrote to standard output and standard error. */
  readonly output: () => string;
  /** Ends it; gives the signal, or the exit code, that it ended by. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<NodeJS.Signals | number | null>;
}

/** Starts a process as Lambda does. */
export async function startEnvironment(code: Code): Promise<Environment> {
  let [output, isGone] = ['', false];
  let timer: NodeJS.Timeout | undefined;
  let initError: Reported | null = null;
  let child: ChildProcess | null = null;
  const api = await serveRuntimeApi({
    // Lambda freezes what has nothing to do: a timer does not run, a closed connection goes unnoticed.
    onWaiting: () => void child?.kill('SIGSTOP'),
    onEvent: (timeout) => {
      child?.kill('SIGCONT');
      timer = setTimeout(() => {
        api.fail(new FunctionError('Sandbox.Timedout', `Task timed out after ${(timeout / 1000).toFixed(2)} seconds`));
        void end('SIGKILL');
      }, timeout);
    },
    onInitError: (reported) => {
      initError = reported;
      api.fail(new FunctionError(reported.errorType, reported.errorMessage));
    },
  });
  child = spawn(process.execPath, [...READS_ONLY, CLIENTS[RUNTIME] ?? '', code.handler], {
    cwd: code.folder,
    env: { ...variablesOf(code), AWS_LAMBDA_RUNTIME_API: api.address },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk));
  const started = child;
  const exited = new Promise<NodeJS.Signals | number | null>((resolve) =>
    started.once('close', (status, signal) => {
      isGone = true;
      api.fail(new FunctionError('Runtime.ExitError', `the process ended with ${signal ?? status}`));
      api.close();
      resolve(signal ?? status);
    }),
  );
  const end: Environment['end'] = (signal) => {
    isGone = true;
    started.kill('SIGCONT');
    started.kill(signal);
    return exited;
  };
  return {
    isGone: () => isGone,
    initError: () => initError,
    output: () => output,
    end,
    invoke: (invocation) => api.invoke(invocation).finally(() => clearTimeout(timer)),
  };
}

/** Code lies where it cannot be written; only `/tmp` can. Node holds this whoever runs it. */
const READS_ONLY = [
  '--permission',
  '--allow-fs-read=*',
  `--allow-fs-write=${tmpdir()}`,
  '--allow-addons',
  '--allow-worker',
  '--disable-warning=SecurityWarning',
];

/** What a process on Lambda finds, and nothing of this one's. */
function variablesOf({ name, folder, handler, variables }: Code): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: handler,
    LAMBDA_TASK_ROOT: folder,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'lane',
    ...variables,
  };
}
