import { Arn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { ArnPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DeclaredTable } from '../../kernel/table.ts';
import { formOf } from './table-form.ts';

interface PublishedTableProps {
  readonly tableName: string;
  /** The form in which it is read, and what its reader does with it. */
  readonly declared: Pick<DeclaredTable, 'definition' | 'does'>;
  /** The role of the function that reads it in place, such as `arn:aws:iam::111122223333:role/city-graph-production-economy`. */
  readonly reader: string;
}

/**
 * A table that an administration keeps in its own account and lets the graph read there: a policy on the table names the
 * one role that may, and what it may. Nothing is copied, no role is assumed, and the owner ends it by removing the policy.
 */
export class PublishedTable extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { tableName, declared: { definition, does }, reader }: PublishedTableProps,
  ) {
    super(scope, id);
    const arn = Arn.format({ service: 'dynamodb', resource: 'table', resourceName: tableName }, Stack.of(this));
    const indexes = Object.keys(definition.indexes ?? {});
    new TableV2(this, 'Table', {
      ...formOf(definition),
      tableName,
      // What AWS's managed key of this account encrypts, nobody of another account can read.
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'ReadInPlace',
            principals: [new ArnPrincipal(reader)],
            actions: does.map((action) => `dynamodb:${action}`),
            resources: [arn, ...indexes.map((index) => `${arn}/index/${index}`)],
          }),
        ],
      }),
    });
  }
}
