import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CfnResource, Stack } from 'aws-cdk-lib';

/** A finding that was accepted where it is, and why. */
export interface Accepted {
  readonly rule: string;
  readonly reason: string;
  /** At how many places, over all stages. */
  readonly places: number;
}

/** The key under which the CDK notes what `acknowledge` was told. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** Every finding that was accepted, with its reason. */
export function acceptedIn(app: App): readonly Accepted[] {
  const given = app.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === ACKNOWLEDGED))
    .flatMap(({ data }) => Object.entries<unknown>(data))
    .map(([rule, reason]) => ({ rule: rule.replace(/^Annotation::/, ''), reason: String(reason) }));
  return [...Map.groupBy(given, ({ rule, reason }) => `${rule} ${reason}`).values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, places: 1 + more.length }] : [],
  );
}

/** A finding that nobody has accepted. */
export interface Finding {
  readonly rule: string;
  readonly says: string;
  readonly at: string;
}

interface Report {
  readonly pluginReports?: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** What the checks have found in a folder of templates; the file is the CDK's own and is there only if they ran. */
export function findingsIn(outdir: string): readonly Finding[] {
  const file = join(outdir, 'validation-report.json');
  if (!existsSync(file)) throw new Error('the templates were not checked');
  const { pluginReports = [] }: Report = JSON.parse(readFileSync(file, 'utf8'));
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, description, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath = '' }) => ({ rule: ruleName, says: description, at: constructPath })),
    ),
  );
}

/** Each stack with how many resources of each type it has. */
export function stacksIn(
  app: App,
): readonly { readonly path: string; readonly types: Readonly<Record<string, number>> }[] {
  return app.node.findAll().flatMap((stack) => {
    if (!Stack.isStack(stack)) return [];
    const resources = stack.node.findAll().filter((one) => CfnResource.isCfnResource(one));
    const types = Map.groupBy(resources, ({ cfnResourceType }) => cfnResourceType);
    return [{ path: stack.node.path, types: Object.fromEntries([...types].map(([type, all]) => [type, all.length])) }];
  });
}
