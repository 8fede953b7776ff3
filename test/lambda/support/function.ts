import { randomBytes } from 'node:crypto';
import { type Code, type Environment, startEnvironment } from './environment.ts';
import { FunctionError } from './runtime-api.ts';

export interface FunctionOptions extends Code {
  /** How many events it handles at once; the next one is refused. */
  readonly concurrency: number;
  /** Milliseconds after which the platform ends an invocation. */
  readonly timeout: number;
}

/** A Lambda function: as many execution environments as there are events at once, each kept for the next one. */
export interface LambdaFunction {
  readonly name: string;
  /** Gives the handler's answer; rejects with a {@link FunctionError}, of type `Throttled` when too many run. */
  readonly invoke: (event: unknown, traceId?: string) => Promise<unknown>;
  /** How often an environment was started. */
  readonly inits: () => number;
  readonly environments: () => readonly Environment[];
  /** What holds for environments that start from now on; the ones that run are ended. */
  readonly configure: (options: Partial<Omit<FunctionOptions, 'name'>>) => Promise<void>;
  readonly close: () => Promise<void>;
}

const newTraceId = (): string =>
  `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=1`;

/** Declares a function; nothing runs before it is invoked. */
export function defineFunction(given: FunctionOptions): LambdaFunction {
  let options = given;
  let inits = 0;
  let environments: Environment[] = [];
  /** What has an event, or starts for one. */
  let running = 0;
  const idle: Environment[] = [];

  async function environment(): Promise<Environment> {
    for (let kept = idle.pop(); kept; kept = idle.pop()) if (!kept.isGone()) return kept;
    inits += 1;
    const started = await startEnvironment(options);
    environments.push(started);
    return started;
  }

  const close = async (): Promise<void> => {
    await Promise.all(environments.filter(({ isGone }) => !isGone()).map(({ end }) => end('SIGKILL')));
    environments = [];
  };
  return {
    name: given.name,
    inits: () => inits,
    environments: () => environments,
    invoke: async (event, traceId = newTraceId()) => {
      const { concurrency, name, timeout } = options;
      if (running >= concurrency) throw new FunctionError('Throttled', 'Rate Exceeded.');
      running += 1;
      try {
        const chosen = await environment();
        const arn = `arn:aws:lambda:eu-central-1:123456789012:function:${name}`;
        const answer = await chosen.invoke({ event, timeout, arn, traceId });
        idle.push(chosen);
        return answer;
      } finally {
        running -= 1;
      }
    },
    configure: async (changed) => {
      await close();
      options = { ...options, ...changed };
    },
    close,
  };
}
