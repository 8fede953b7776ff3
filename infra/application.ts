import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdk from '../cdk.json' with { type: 'json' };
import type { DeclaredGraph } from './declared.ts';
import { type Built, GraphStage } from './stage.ts';
import { STAGES, type StageSettings } from './stages.ts';

interface ApplicationProps {
  readonly stages?: readonly StageSettings[];
  /** Where the templates are written. */
  readonly outdir?: string;
}

/** The CDK application: every stage, of the functions and sources that listing finds, checked when it is synthesised. */
export function makeApplication(
  graph: DeclaredGraph,
  built: Built,
  { stages = STAGES, outdir }: ApplicationProps = {},
) {
  const app = new App({ context: cdk.context, ...(outdir ? { outdir } : {}) });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  for (const stage of stages) new GraphStage(app, graph, stage, built);
  return app;
}
