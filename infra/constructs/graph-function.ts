import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  FunctionUrlAuthType,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { subgraphUrl } from '../../gateway/transport/address.ts';
import type { DeclaredTable } from '../../kernel/table.ts';
import type { DeclaredFunction } from '../declared.ts';
import { logGroupName, nameOf, secretArn, secretName, tableArn, tableName } from '../names.ts';
import { sizeOf } from '../sizes.ts';
import type { StageSettings } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { keptOnceMade } from './kept.ts';

interface GraphFunctionProps {
  readonly declared: DeclaredFunction;
  readonly stage: StageSettings;
  /** The folder with the bundle: `index.mjs` or `index.js`, which exports `handler`. */
  readonly bundle: string;
}

/**
 * One function of the graph with a role and a log of its own. What it reads and calls is what its modules declare: each
 * `use...` names a thing to the function and lets it do with that what it has declared, in one call.
 */
export class GraphFunction extends Construct {
  readonly lambda: LambdaFunction;
  private readonly role: Role;
  private readonly stage: StageSettings;

  constructor(scope: Construct, { declared, stage, bundle }: GraphFunctionProps) {
    super(scope, declared.name);
    this.stage = stage;
    const { memory, timeout } = sizeOf(declared.name);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: logGroupName(stage.name, declared.name),
      retention: stage.logDays,
      removalPolicy: keptOnceMade(stage),
    });
    this.role = new Role(this, 'Role', {
      roleName: nameOf(stage.name, declared.name), // An administration lets it in by this name.
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    const reserved = stage.reserved[declared.name];
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: nameOf(stage.name, declared.name),
      description: `Brussels City Graph: ${declared.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundle, { exclude: ['*.map'] }),
      handler: 'index.handler',
      memorySize: memory,
      timeout: Duration.seconds(timeout),
      role: this.role,
      logGroup,
      tracing: Tracing.ACTIVE,
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
      environment: settingsOf(declared, stage),
    });
    acknowledge(this.role, {
      'AwsSolutions-IAM5[Resource::*]':
        'X-Ray takes segments for no resource in particular (Service Authorization Reference).',
    });
    for (const { variable } of declared.secrets) this.useSecret(variable);
    // Ours first, which every stage has: so the rest stays as it is where one more is read.
    for (const table of declared.tables.toSorted((a, b) => Number(b.owner === 'ours') - Number(a.owner === 'ours'))) {
      this.useTable(table);
    }
    if (declared.secrets.length > 0) {
      // By its partition: outside of `aws` the domain is another one.
      const { region } = Stack.of(this);
      this.set('AWS_ENDPOINT_URL_SECRETS_MANAGER', `https://secretsmanager.${region}.${Aws.URL_SUFFIX}`);
    }
  }

  /** A table of this stage, or one of an administration's that is read in place; none where the stage has none. */
  private useTable(declared: DeclaredTable): void {
    const { variable, owner, definition, does } = declared;
    const place = owner === 'ours' ? 'here' : this.stage.tables[owner];
    if (place === undefined) return;
    const arn = place === 'here' ? tableArn(Stack.of(this), tableName(this.stage.name, variable)) : place;
    this.set(variable, place === 'here' ? tableName(this.stage.name, variable) : place);
    this.allow(
      does.map((action) => `dynamodb:${action}`),
      [arn],
    );
    const indexes = Object.keys(definition.indexes ?? {}).map((index) => `${arn}/index/${index}`);
    if (indexes.length > 0) this.allow(['dynamodb:Query'], indexes);
  }

  /** Names the secret; what it is, the function reads by itself. */
  private useSecret(variable: string): void {
    const name = secretName(this.stage.name, variable);
    this.set(`${variable}_SECRET_ID`, name);
    this.allow(['secretsmanager:GetSecretValue'], [secretArn(Stack.of(this), name)]);
  }

  /** Asks a subgraph at a URL that answers nobody else. */
  useSubgraph(name: string, subgraph: GraphFunction): void {
    const url = subgraph.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
    this.set(subgraphUrl(name).variable, url.url);
    url.grantInvokeUrl(this.role);
    // A new gateway asks what only new subgraphs know: they go first.
    this.lambda.node.addDependency(subgraph.lambda);
  }

  set(variable: string, value: string): void {
    this.lambda.addEnvironment(variable, value);
  }

  private allow(actions: string[], resources: string[]): void {
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  }
}

/** The settings of a stage that a function reads. */
function settingsOf({ settings }: DeclaredFunction, stage: StageSettings): Record<string, string> {
  return Object.fromEntries(Object.entries(stage.settings).filter(([variable]) => settings.includes(variable)));
}
