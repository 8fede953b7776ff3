import { describe, expect, it } from 'vitest';
import { STAGES } from '../../infra/stages.ts';
import { graph, ofType, type Resource, stacksOf } from './stand-in.ts';

const stages = STAGES.map((stage) => ({ stage, name: stage.name, stacks: stacksOf(stage) }));
const textOf = (value: unknown): string => JSON.stringify(value);

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Effect: string;
  readonly Principal?: unknown;
}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Statements of all policies of a stage's own functions. */
function statementsOf(policies: readonly Resource[]): readonly Statement[] {
  return policies.flatMap(({ Properties }) => {
    const { Statement } = Properties.PolicyDocument as { readonly Statement: readonly Statement[] };
    return Statement;
  });
}

describe.each(stages)('in $name', ({ stage, stacks }) => {
  const { Api = {}, Data = {}, Edge = {} } = stacks;
  const functions = ofType({ Api }, 'AWS::Lambda::Function');
  const statements = statementsOf(ofType({ Api }, 'AWS::IAM::Policy'));

  it('each folder under subgraphs/ is a function, beside the gateway, on Node 24 and arm64', () => {
    const names = [graph.gateway, ...graph.subgraphs].map(({ name }) => `city-graph-${stage.name}-${name}`);
    expect(functions.map(({ Properties }) => Properties.FunctionName).toSorted()).toEqual(names.toSorted());
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    }
  });

  it('no subgraph can be asked by anybody but the gateway', () => {
    const urls = ofType({ Api }, 'AWS::Lambda::Url');
    expect(urls).toHaveLength(graph.subgraphs.length);
    expect(urls.filter(({ Properties }) => Properties.AuthType !== 'AWS_IAM')).toEqual([]);
    // Nothing is allowed on a function itself but API Gateway's call of the gateway.
    const permissions = ofType({ Api }, 'AWS::Lambda::Permission');
    const principals = permissions.map(({ Properties }) => Properties.Principal);
    expect(new Set(principals)).toEqual(new Set(['apigateway.amazonaws.com']));
    expect(textOf(permissions)).not.toContain('"*"');
    for (const permission of permissions) expect(textOf(permission.Properties.FunctionName)).toContain('gateway');
    const invokers = ofType({ Api }, 'AWS::IAM::Policy').filter((policy) => textOf(policy).includes('lambda:Invoke'));
    expect(invokers.map(({ Properties }) => textOf(Properties.Roles))).toEqual([expect.stringContaining('gateway')]);
  });

  it('the gateway may call the URL of each subgraph, which a new URL wants of both actions', () => {
    const calls = statements.filter(({ Action }) => textOf(Action).includes('lambda:Invoke'));
    for (const action of ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction']) {
      expect(calls.filter(({ Action }) => listOf(Action).includes(action))).toHaveLength(graph.subgraphs.length);
    }
  });

  it('no policy names an action by a part of it, and every resource but where AWS knows none', () => {
    const partial = statements.flatMap(({ Action }) => listOf(Action)).filter((action) => textOf(action).includes('*'));
    expect(partial).toEqual([]);
    const everywhere = statements.filter(({ Resource }) => listOf(Resource).includes('*'));
    const actions = new Set(everywhere.flatMap(({ Action }) => listOf(Action)));
    expect(actions).toEqual(new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']));
  });

  it('a function does with a table what it declares, and nothing with any other', () => {
    for (const { name, tables } of [graph.gateway, ...graph.subgraphs]) {
      const own = statementsOf(
        ofType({ Api }, 'AWS::IAM::Policy').filter(({ Properties }) =>
          textOf(Properties.Roles).includes(`"${name}Role`),
        ),
      );
      const allowed = own.flatMap(({ Action }) => listOf(Action)).filter((action) => /^dynamodb:/.test(String(action)));
      const used = tables.filter(({ owner }) => owner === 'ours' || owner in stage.tables);
      const wanted = used.flatMap(({ does }) => does.map((action) => `dynamodb:${action}`));
      expect(new Set(allowed), name).toEqual(new Set(wanted));
    }
  });

  it('no secret stands in a template: not in an environment, not in a header, not in itself', () => {
    const values = functions.flatMap(({ Properties }) => {
      const { Variables = {} } = (Properties.Environment ?? {}) as { readonly Variables?: Record<string, unknown> };
      return Object.entries(Variables);
    });
    const secrets = [graph.gateway, ...graph.subgraphs].flatMap((one) => one.secrets.map(({ variable }) => variable));
    expect(values.filter(([variable]) => secrets.includes(variable))).toEqual([]);
    for (const { Properties } of ofType({ Data }, 'AWS::SecretsManager::Secret')) {
      expect(Properties).not.toHaveProperty('SecretString');
    }
    for (const header of textOf(Edge).matchAll(/"HeaderValue":"([^"]*)"/g)) {
      expect(header[1]).toMatch(/^\{\{resolve:secretsmanager:/);
    }
  });

  it('tables are encrypted, recoverable, and not deleted by mistake', () => {
    const tables = ofType({ Data }, 'AWS::DynamoDB::GlobalTable');
    expect(tables.length).toBeGreaterThan(0);
    for (const { Properties, DeletionPolicy } of tables) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        Replicas: [
          {
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            ...(stage.isProtected ? { DeletionProtectionEnabled: true } : {}),
          },
        ],
      });
      expect(DeletionPolicy).toBe(stage.isProtected ? 'Retain' : 'Delete');
    }
  });

  it('what a failed deployment has made goes with it, so that its name is free for the next one', () => {
    const named = [
      ...ofType({ Data }, 'AWS::SecretsManager::Secret'),
      ...ofType({ Api }, 'AWS::Logs::LogGroup'),
      ...ofType({ Edge }, 'AWS::S3::Bucket'),
    ];
    const policies = new Set(named.map(({ DeletionPolicy }) => DeletionPolicy));
    expect(policies).toEqual(new Set([stage.isProtected ? 'RetainExceptOnCreate' : 'Delete']));
  });

  it('everything that can have tags has the application and the stage', () => {
    const tagged = Object.values(stacks)
      .flatMap((resources) => Object.values(resources))
      .filter(({ Properties }) => Array.isArray(Properties?.Tags));
    expect(tagged.length).toBeGreaterThan(20);
    for (const { Properties } of tagged) {
      const { Tags } = Properties as { readonly Tags: readonly object[] };
      expect(Tags).toEqual(
        expect.arrayContaining([
          { Key: 'application', Value: 'city-graph' },
          { Key: 'stage', Value: stage.name },
        ]),
      );
    }
  });

  it('names no partition, so that it can be deployed into another one', () => {
    expect(textOf(stacks)).not.toMatch(/arn:aws[\w-]*:/);
    // Domains of AWS differ by partition, too; service principals are the same in all.
    expect(textOf(stacks).replaceAll(/"[a-z\d.]+\.amazonaws\.com"/g, '')).not.toContain('amazonaws');
  });
});

describe('where CloudFront is', () => {
  const withEdge = stages.filter(({ stage }) => stage.edge);

  it('is it the only way in, as the gateway checks', () => {
    for (const { stacks } of withEdge) {
      const gateway = ofType(stacks, 'AWS::Lambda::Function').find(({ Properties }) =>
        String(Properties.FunctionName).endsWith('-gateway'),
      );
      expect(gateway?.Properties).toMatchObject({
        Environment: {
          Variables: { PROXY_KEY_HEADER: 'x-proxy-key', CLIENT_ADDRESS_HEADER: 'cloudfront-viewer-address' },
        },
      });
    }
  });

  it('has a firewall of its own in front, with a rate for each address', () => {
    for (const { stacks } of withEdge) {
      const [acl] = ofType({ Firewall: stacks.Firewall ?? {} }, 'AWS::WAFv2::WebACL');
      expect(textOf(acl)).toContain('RateBasedStatement');
      const [distribution] = ofType(stacks, 'AWS::CloudFront::Distribution');
      expect(textOf(distribution)).toContain('city-graph-');
      expect(distribution?.Properties).toHaveProperty(
        'DistributionConfig.WebACLId.Fn::GetStackOutput.Region',
        'us-east-1',
      );
    }
  });

  it('has the portal in a bucket that nobody else reads', () => {
    for (const { stacks } of withEdge) {
      const [bucket] = ofType(stacks, 'AWS::S3::Bucket');
      expect(bucket?.Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      });
    }
  });
});
