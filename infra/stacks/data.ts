import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { DeclaredTable } from '../../kernel/table.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { keptOnceMade } from '../constructs/kept.ts';
import { formOf } from '../constructs/table-form.ts';
import type { DeclaredGraph } from '../declared.ts';
import { kebab, nameOf, secretName, tableName } from '../names.ts';
import type { StageSettings } from '../stages.ts';

/** What has to survive everything else: tables and secrets. Deployed first, taken down by hand alone. */
export class DataStack extends Stack {
  private readonly stage: StageSettings;

  constructor(scope: Construct, graph: DeclaredGraph, stage: StageSettings) {
    super(scope, 'Data', {
      stackName: nameOf(stage.name, 'data'),
      env: { region: stage.region },
      terminationProtection: stage.isProtected,
    });
    this.stage = stage;
    const functions = [graph.gateway, ...graph.subgraphs];
    const tables = new Map(functions.flatMap(({ tables }) => tables.map((table) => [table.variable, table])));
    for (const table of tables.values()) {
      if (table.owner === 'ours' || stage.tables[table.owner] === 'here') this.makeTable(table);
    }
    const secrets = new Map(functions.flatMap(({ secrets }) => secrets.map(({ variable, from }) => [variable, from])));
    for (const [variable, from] of secrets) this.makeSecret(variable, from);
  }

  private makeTable({ variable, definition }: DeclaredTable): void {
    new TableV2(this, kebab(variable), {
      ...formOf(definition),
      tableName: tableName(this.stage.name, variable),
      encryption: TableEncryptionV2.awsManagedKey(),
      deletionProtection: this.stage.isProtected,
      // One that is protected cannot be deleted again, not even when the deployment that made it fails.
      removalPolicy: this.stage.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Ours is made from a generator. One that an administration gives out has no value until somebody puts it in. */
  private makeSecret(variable: string, from: 'given' | 'own'): void {
    const name = secretName(this.stage.name, variable);
    if (from === 'own') {
      const secret = new Secret(this, kebab(variable), {
        secretName: name,
        description: 'Made by a generator; the same in all functions that read it',
        generateSecretString: { passwordLength: 48, excludePunctuation: true },
        removalPolicy: keptOnceMade(this.stage),
      });
      acknowledge(secret, { 'AwsSolutions-SMG4': BY_HAND });
      return;
    }
    const secret = new CfnSecret(this, kebab(variable), { name, description: 'Given out by an administration' });
    secret.applyRemovalPolicy(keptOnceMade(this.stage));
    acknowledge(secret, { 'AwsSolutions-SMG4': BY_HAND });
  }
}

const BY_HAND =
  'It is exchanged by whoever gives it out, or in step with what it has signed: docs/deploying.md says how, without a stop.';
