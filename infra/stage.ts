import { Stage, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeclaredGraph } from './declared.ts';
import { APPLICATION } from './names.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';
import { FirewallStack } from './stacks/firewall.ts';
import { WatchStack } from './stacks/watch.ts';
import type { StageSettings } from './stages.ts';

/** What is built before anything is deployed. */
export interface Built {
  /** The folder of a function's bundle, by its name. */
  readonly bundle: (name: string) => string;
  /** The folder with the portal's files; null where none was built, and those that are deployed stay. */
  readonly portal: string | null;
}

/** One stage: what must survive, what answers, what stands in front, and what watches. */
export class GraphStage extends Stage {
  constructor(scope: Construct, graph: DeclaredGraph, settings: StageSettings, { bundle, portal }: Built) {
    super(scope, settings.name);
    checkSettings(graph, settings);
    const data = new DataStack(this, graph, settings);
    const api = new ApiStack(this, graph, settings, bundle);
    api.addStackDependency(data);
    if (settings.edge) {
      const firewall = new FirewallStack(this, settings, settings.edge);
      const edge = new EdgeStack(this, { stage: settings, edge: settings.edge, api, firewall, portal });
      edge.addStackDependency(api);
      edge.addStackDependency(firewall);
    }
    const watch = new WatchStack(this, graph, settings, api);
    watch.addStackDependency(api);
    Tags.of(this).add('application', APPLICATION);
    Tags.of(this).add('stage', settings.name);
  }
}

/** @throws {Error} for what a stage sets and nobody reads, which is most often a name that is misspelt. */
function checkSettings(
  { gateway, subgraphs }: DeclaredGraph,
  { name, settings, tables, reserved }: StageSettings,
): void {
  const functions = [gateway, ...subgraphs];
  const known = {
    setting: new Set(functions.flatMap((one) => one.settings)),
    table: new Set(functions.flatMap((one) => one.tables.map(({ owner }) => owner))),
    function: new Set(functions.map((one) => one.name)),
  };
  const given = { setting: settings, table: tables, function: reserved };
  for (const what of ['setting', 'table', 'function'] as const) {
    const unknown = Object.keys(given[what]).find((each) => !known[what].has(each));
    if (unknown) throw new Error(`The stage ${name} names the ${what} ${unknown}, which there is not.`);
  }
}
