import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template as Synthesised } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { makeApplication } from '../../infra/application.ts';
import { type DeclaredGraph, declaredGraph } from '../../infra/declared.ts';
import { STAGES, type StageSettings } from '../../infra/stages.ts';

const folder = mkdtempSync(join(tmpdir(), 'brussels-city-graph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Something in the place of what `npm run build` makes. */
const FILES = {
  'bundle/index.mjs': 'export const handler = async () => ({ statusCode: 200 });',
  'portal/index.html': '<!doctype html><title>Brussels City Graph</title>',
};
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

export const graph: DeclaredGraph = await declaredGraph();

/** The application over stand-ins, and the folder in which it puts its templates. */
export function application(stages: readonly StageSettings[] = STAGES, declared = graph) {
  const outdir = join(folder, 'out');
  rmSync(outdir, { recursive: true, force: true });
  const built = { bundle: () => join(folder, 'bundle'), portal: join(folder, 'portal') };
  return { app: makeApplication(declared, built, { stages, outdir }), outdir };
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** What CloudFormation is given, by logical id. */
export type Resources = Readonly<Record<string, Resource>>;

/** The resources of one stage by stack: `Data`, `Api`, `Firewall`, `Edge`, `Watch`. Checks have a test of their own. */
export function stacksOf(stage: StageSettings, declared = graph): Readonly<Record<string, Resources>> {
  const { app } = application([stage], declared);
  const stacks = app.node.findAll().filter((each) => Stack.isStack(each));
  const resourcesOf = (stack: Stack): Resources => Synthesised.fromStack(stack).toJSON().Resources;
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, resourcesOf(stack)]));
}

/** All resources of a type in a stage. */
export const ofType = (stacks: Readonly<Record<string, Resources>>, type: string): readonly Resource[] =>
  Object.values(stacks)
    .flatMap((resources) => Object.values(resources))
    .filter(({ Type }) => Type === type);

export function stageNamed(name: string): StageSettings {
  const stage = STAGES.find((each) => each.name === name);
  if (!stage) throw new Error(`There is no stage ${name}.`);
  return stage;
}
