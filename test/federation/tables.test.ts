import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsTable } from '../../gateway/access/table.ts';
import { type Federation, startFederation } from '../../infra/federation.ts';
import { sharedStateTable } from '../../kernel/door/shared/definition.ts';
import { trailTable } from '../../kernel/trail/definition.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { registerTable as enterprises } from '../../subgraphs/economy/sources/enterprise-register/table.ts';
import { portfolioTable } from '../../subgraphs/governance/sources/project-portfolio/table.ts';
import { registerTable as households } from '../../subgraphs/people/sources/household-register/table.ts';
import { clientOperations } from '../../tooling/client-operations.ts';

const CLOSED = `{ households(ids: ["INV-0001"], reason: {
  purpose: "social-housing-allocation", legalBasis: "invented-housing-code-art-7", caseReference: "SLRB-1"
}) { size } }`;
const CHANGE = `mutation { changeProjectStatus(
  id: "one-tree-register", version: 2, status: RUNNING, idempotencyKey: "tables-are-asked"
) { version } }`;

let sandbox: Sandbox;
let federation: Federation;
beforeAll(async () => {
  sandbox = await startSandbox();
  federation = await startFederation({
    environment: { ...sandbox.environment(), QUOTA_ANONYMOUS: '900000000/900000000' },
  });
});
afterAll(async () => {
  await federation.close();
  await sandbox.close();
});

async function ask(query: string, variables: object = {}, client?: keyof typeof SANDBOX_KEYS): Promise<void> {
  const key: Record<string, string> = client ? { 'x-api-key': SANDBOX_KEYS[client] } : {};
  const headers = { 'content-type': 'application/json', ...key };
  const answer = await fetch(`${federation.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  expect(answer.status).toBe(200);
}

it('every table is asked what its declaration says, so that a role may do no more than its function does', async () => {
  for (const { text, variables } of clientOperations()) await ask(text, variables);
  await ask(CLOSED, {}, 'city-of-brussels-desk');
  await ask(CHANGE, {}, 'smart-city-office');
  const did = (id: string): string[] => [
    ...new Set(sandbox.requests(id).map((request) => request.split('.').at(-1) ?? '')),
  ];
  for (const [id, { does }] of Object.entries({
    clients: clientsTable,
    trail: trailTable,
    'enterprise-register': enterprises,
    'household-register': households,
    'project-portfolio': portfolioTable,
  })) {
    expect(did(id).toSorted(), id).toEqual(does.toSorted());
  }
  // Whether a source's right to ask is handed back before its time depends on how it goes: at most what is declared.
  const shared = did('shared-state');
  expect(shared.filter((action) => !sharedStateTable.does.some((known) => known === action))).toEqual([]);
  expect(shared.length).toBeGreaterThanOrEqual(4);
}, 120_000);
