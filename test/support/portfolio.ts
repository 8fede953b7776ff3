import { onTestFinished } from 'vitest';
import { type Caller, toHeader } from '../../kernel/caller.ts';
import { closeDoors } from '../../kernel/http.ts';
import { createSubgraphHandler } from '../../kernel/subgraph.ts';
import { serve } from '../../sandbox/serve.ts';
import { standard } from '../../sandbox/standards/dynamodb.ts';
import { worldAt } from '../../sandbox/world.ts';
import { emulate } from '../../subgraphs/governance/sources/project-portfolio/fixture/emulate.ts';
import { projectPortfolio } from '../../subgraphs/governance/sources/project-portfolio/source.ts';
import { subgraph } from '../../subgraphs/governance/subgraph.ts';
import type { Answer } from './city.ts';
import { eventOf } from './event.ts';
import { signed } from './signed.ts';

const OFFICE: Caller = { client: 'smart-city-office', administration: null, scopes: ['projects:write'] };

/** What becomes of a request to the table. */
export interface Meanwhile {
  /** Is waited for before the table does what it is asked. */
  readonly before?: (operation: string) => Promise<void>;
  /** Whether the answer is never sent (`lost`), or is a server error (`broken`): what was asked is done. */
  readonly instead?: (operation: string) => 'lost' | 'broken' | null;
}

interface AskOptions {
  readonly caller?: Caller | null;
  /** Milliseconds that the gateway waits. */
  readonly deadline?: string;
}

/** The portfolio's table on the wire, and the domain over it; a clock that the test sets. */
export async function servedPortfolio(meanwhile: Meanwhile = {}) {
  const clock = { now: new Date('2026-11-23T07:30:00Z') };
  const closers: (() => Promise<void>)[] = [];
  const requests: string[] = [];
  const answer = await standard.answer(emulate, {
    world: worldAt(clock.now, 1),
    onClose: (end) => closers.push(end),
  });
  const served = await serve({
    id: projectPortfolio.id,
    onRequest: (question) => requests.push(question.split('.').at(-1) ?? ''),
    answer: async (question, origin) => {
      const operation = String(question.headers['x-amz-target']).split('.').at(-1) ?? '';
      await meanwhile.before?.(operation);
      const answered = await answer(question, { world: worldAt(clock.now, 1), source: projectPortfolio, origin });
      const other = meanwhile.instead?.(operation) ?? null;
      if (other === 'broken') return { status: 500, body: {} };
      return other === null ? answered : new Promise(() => {});
    },
  });
  const environment = { ...standard.environment, [projectPortfolio.endpoint.variable]: served.origin() };
  Object.assign(process.env, environment);
  onTestFinished(async () => {
    await closeDoors();
    for (const name of Object.keys(environment)) delete process.env[name];
    await served.close();
    await Promise.all(closers.map((close) => close()));
  });

  const handler = createSubgraphHandler(subgraph, () => clock.now);
  const ask = async <Data = { readonly project: Told | null }>(
    query: string,
    variables: object = {},
    options: AskOptions = {},
  ) => {
    const { caller = OFFICE, deadline = '10000' } = options;
    const body = JSON.stringify({ query, variables });
    const headers = {
      ...signed(body, caller ? { 'x-caller': toHeader(caller) } : {}),
      'x-deadline-ms': deadline,
    };
    const answered = await handler({ ...eventOf(headers), body });
    return JSON.parse(answered.body ?? '') as Omit<Answer<Data>, 'status'>;
  };
  return { ask, clock, requests, writes: () => requests.filter((operation) => operation === 'UpdateItem').length };
}

/** What the tests ask of a project. */
export interface Told {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly title: { readonly en: string | null; readonly fr: string | null };
  readonly summary: { readonly fr: string | null } | null;
  readonly history: readonly { readonly status: string; readonly since: string; readonly note: object | null }[];
}

const PROJECT = '{ id version status title { en fr } summary { fr } history { status since note { en } } }';
export const CREATE = `mutation ($input: CreateProjectInput!, $key: ID!) {
  project: createProject(input: $input, idempotencyKey: $key) ${PROJECT}
}`;
export const UPDATE = `mutation ($id: ID!, $version: Int!, $changes: ProjectChangesInput!, $key: ID!) {
  project: updateProject(id: $id, version: $version, changes: $changes, idempotencyKey: $key) ${PROJECT}
}`;
export const STEP = `mutation ($id: ID!, $version: Int!, $status: ProjectStatus!, $note: LocalizedTextInput, $key: ID!) {
  project: changeProjectStatus(id: $id, version: $version, status: $status, note: $note, idempotencyKey: $key) ${PROJECT}
}`;
const READ = `{ projects(ids: ["quiet-streets", "one-tree-register"]) ${PROJECT} }`;

export const INPUT = {
  id: 'quiet-streets',
  title: { en: 'Quiet streets' },
  pillar: { fr: 'Mobilité' },
  actionArea: 'MOBILITY',
};
export const NEW = { input: INPUT, key: 'add-quiet-streets' };
/** Of the sandbox: it is planned, and of version 2. */
export const TREES = { id: 'one-tree-register', version: 2 };
export const RENAME = { ...TREES, changes: { title: { en: 'A register of trees' } }, key: 'rename-trees' };
export const START = { ...TREES, status: 'RUNNING', note: { en: 'Off we go.' }, key: 'start-trees' };

type Office = Awaited<ReturnType<typeof servedPortfolio>>;

/** The codes of what went wrong. */
export const codes = ({ errors = [] }: Awaited<ReturnType<Office['ask']>>) =>
  errors.map(({ extensions }) => extensions.code);

/** The project that {@link NEW} adds, and {@link TREES}, as they are now. */
export async function projectsNow({ ask }: Office): Promise<readonly (Told | null)[]> {
  return (await ask<{ projects: readonly (Told | null)[] }>(READ)).data.projects;
}
