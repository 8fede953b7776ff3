/**
 * What an administration deploys into its own account, so that the graph reads its register there:
 *
 *   npx cdk deploy --app 'node infra/examples/register-owner.ts arn:aws:iam::111122223333:role/city-graph-production-economy'
 *
 * The graph's operator then writes the ARN that it prints into `tables` of `infra/stages.ts`.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import cdk from '../../cdk.json' with { type: 'json' };
import { registerTable } from '../../subgraphs/economy/sources/enterprise-register/table.ts';
import { PublishedTable } from '../constructs/published-table.ts';

const TABLE = 'enterprise-register';
const [reader] = process.argv.slice(2);
if (!reader) throw new Error('Name the role that may read: that of the function of the economy subgraph.');

const app = new App({ context: cdk.context });
const stack = new Stack(app, 'enterprise-register');
new PublishedTable(stack, 'Register', { tableName: TABLE, declared: registerTable, reader });
new CfnOutput(stack, 'TableArn', {
  value: stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: TABLE }),
});
app.synth();
