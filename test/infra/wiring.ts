import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PublishedTable } from '../../infra/constructs/published-table.ts';
import { type DeclaredFunction, withRemotes } from '../../infra/declared.ts';
import { FORWARDED, KEYED_BY } from '../../infra/edge-headers.ts';
import { readSite } from '../../infra/site-settings.ts';
import type { StageSettings } from '../../infra/stages.ts';
import { registerTable } from '../../subgraphs/economy/sources/enterprise-register/table.ts';
import { ROOT } from '../../tooling/folders.ts';
import { remote as libraries } from '../federation/foreign/subgraph/remote.ts';
import { application, graph, ofType, type Resource, stacksOf, stageNamed } from './stand-in.ts';

const production = stageNamed('production');
const REGISTER = 'arn:aws:dynamodb:eu-central-1:444455556666:table/enterprise-register';
/** A stage in which a register is read in place, with settings. */
const stage: StageSettings = {
  ...production,
  settings: { OPERATOR_CONTACT: 'https://graph.test', QUOTA_ANONYMOUS: '1000/1000' },
  tables: { 'project-portfolio': 'here', 'enterprise-register': REGISTER },
};
const declared = { ...graph, gateway: withRemotes(graph.gateway, [libraries]), remotes: ['libraries'] };
const stacks = stacksOf(stage, declared);
const functions = [declared.gateway, ...declared.subgraphs];

function ofFunction(name: string, type: string): readonly Resource[] {
  return Object.entries(stacks.Api ?? {}).flatMap(([id, resource]) =>
    id.startsWith(name) && resource.Type === type ? [resource] : [],
  );
}
function variablesOf({ name }: Pick<DeclaredFunction, 'name'>): Readonly<Record<string, unknown>> {
  const [lambda] = ofFunction(name, 'AWS::Lambda::Function');
  const { Variables = {} } = (lambda?.Properties.Environment ?? {}) as { readonly Variables?: Record<string, unknown> };
  return Variables;
}
const policyOf = (name: string): string => JSON.stringify(ofFunction(name, 'AWS::IAM::Policy'));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('what a function reads', () => {
  it.each(functions)('$name is told where each of its secrets lies, and may read those alone', ({ name, secrets }) => {
    const told = Object.entries(variablesOf({ name })).filter(([variable]) => variable.endsWith('_SECRET_ID'));
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(secrets.map(({ variable }) => [`${variable}_SECRET_ID`, `city-graph/production/${variable}`])),
    );
    const allowed = [...policyOf(name).matchAll(/:secret:city-graph\/production\/(\w+)-\?{6}/g)].map(([, one]) => one);
    expect(allowed.toSorted()).toEqual(secrets.map(({ variable }) => variable).toSorted());
  });

  it('every secret that is read exists: ours from a generator, others without a value until somebody gives one', () => {
    const made = new Map(
      ofType(stacks, 'AWS::SecretsManager::Secret').map(({ Properties }) => [Properties.Name, Properties]),
    );
    for (const { variable, from } of functions.flatMap(({ secrets }) => secrets)) {
      const secret = made.get(`city-graph/production/${variable}`);
      expect(secret, variable).toBeDefined();
      expect(secret && 'GenerateSecretString' in secret, variable).toBe(from === 'own');
    }
  });

  it('the token for a subgraph that an administration hosts itself is a secret of the gateway', () => {
    expect(variablesOf(declared.gateway)).toMatchObject({
      SUBGRAPH_LIBRARIES_TOKEN_SECRET_ID: 'city-graph/production/SUBGRAPH_LIBRARIES_TOKEN',
    });
  });

  it('a setting reaches those who declare it, and a name that nobody reads is refused', () => {
    expect(variablesOf(declared.gateway)).toMatchObject(stage.settings);
    expect(variablesOf({ name: 'economy' })).toMatchObject({ OPERATOR_CONTACT: 'https://graph.test' });
    expect(variablesOf({ name: 'economy' })).not.toHaveProperty('QUOTA_ANONYMOUS');
    const misspelt = { ...stage, settings: { OPERATOR_CONTRACT: 'x' } };
    expect(() => application([misspelt])).toThrow('names the setting OPERATOR_CONTRACT');
    expect(() => application([{ ...stage, reserved: { mobilty: 1 } }])).toThrow('names the function mobilty');
  });
});

describe('tables', () => {
  it('here have the form that the code declares', () => {
    const made = new Map(
      ofType(stacks, 'AWS::DynamoDB::GlobalTable').map(({ Properties }) => [Properties.TableName, Properties]),
    );
    const tables = functions.flatMap((one) => one.tables).filter(({ owner }) => owner === 'ours');
    expect(new Set(tables.map(({ variable }) => variable))).toEqual(
      new Set(['SHARED_STATE_TABLE', 'CLIENTS_TABLE', 'TRAIL_TABLE']),
    );
    for (const { variable, definition } of tables) {
      const name = variablesOf(declared.gateway)[variable] ?? variablesOf({ name: 'governance' })[variable];
      expect(made.get(name), variable).toMatchObject({
        KeySchema: [
          { AttributeName: definition.keys[0], KeyType: 'HASH' },
          { AttributeName: definition.keys[1], KeyType: 'RANGE' },
        ],
        ...(definition.expires
          ? { TimeToLiveSpecification: { AttributeName: definition.expires, Enabled: true } }
          : {}),
      });
    }
  });

  it('of an administration are read in place, index and all, and not made here', () => {
    expect(variablesOf({ name: 'economy' })).toMatchObject({ ENTERPRISE_REGISTER_TABLE: REGISTER });
    expect(policyOf('economy')).toContain(`"${REGISTER}"`);
    expect(policyOf('economy')).toContain(`"${REGISTER}/index/municipality"`);
    expect(JSON.stringify(stacks.Data)).not.toContain('enterprise-register');
  });

  it('that a stage does not have are given to nobody', () => {
    expect(variablesOf({ name: 'people' })).not.toHaveProperty('HOUSEHOLD_REGISTER_TABLE');
    expect(policyOf('people')).not.toContain('household');
  });

  it('of an owner let in one role, to what it does and nothing else', () => {
    vi.stubEnv('CDK_VALIDATION', 'false'); // That is another test's.
    const owner = new Stack();
    const reader = 'arn:aws:iam::111122223333:role/city-graph-production-economy';
    new PublishedTable(owner, 'Register', { tableName: 'enterprise-register', declared: registerTable, reader });
    const [table] = Object.values<Resource>(
      Template.fromStack(owner).findResources('AWS::DynamoDB::GlobalTable') as never,
    );
    expect(table?.Properties).toMatchObject({
      Replicas: [
        {
          ResourcePolicy: {
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Principal: { AWS: reader }, Action: ['dynamodb:BatchGetItem', 'dynamodb:Query'] },
              ],
            },
          },
        },
      ],
    });
    expect(table?.Properties).not.toHaveProperty('SSESpecification.SSEType'); // Else nobody of another account could read.
  });
});

describe('a cache in front', () => {
  const [policy] = ofType(stacks, 'AWS::CloudFront::CachePolicy');

  it('keeps apart whatever an answer may differ by, and nothing that the gateway does not let be kept', () => {
    expect(policy?.Properties).toMatchObject({
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: KEYED_BY },
          QueryStringsConfig: { QueryStringBehavior: 'all' },
          CookiesConfig: { CookieBehavior: 'none' },
        },
      },
    });
  });

  it('passes on no header by which a client would choose what X-Ray samples', () => {
    const passed = [...KEYED_BY, ...FORWARDED].map((name) => name.toLowerCase());
    expect(passed).not.toContain('x-amzn-trace-id');
    const [forwarded] = ofType(stacks, 'AWS::CloudFront::OriginRequestPolicy');
    expect(forwarded?.Properties).toMatchObject({
      OriginRequestPolicyConfig: { HeadersConfig: { HeaderBehavior: 'whitelist', Headers: FORWARDED } },
    });
  });

  it('keeps no failure, which CloudFront does for ten seconds unless told otherwise', () => {
    const text = JSON.stringify(ofType(stacks, 'AWS::CloudFront::Distribution'));
    for (const code of [400, 403, 404, 500, 502, 503, 504]) {
      expect(text).toContain(`{"ErrorCachingMinTTL":0,"ErrorCode":${code}}`);
    }
  });
});

describe('the portal behind CloudFront', () => {
  it('has its page at every address, which says where there is none, and files where they are', () => {
    const [page] = ofType(stacks, 'AWS::CloudFront::Function');
    const answer = runInNewContext(`${page?.Properties.FunctionCode}; handler`);
    const leadsTo = (uri: string): string => answer({ request: { uri } }).uri;
    for (const address of readSite().pages) expect(leadsTo(address.replace('*', '21009'))).toBe('/index.html');
    for (const none of ['/city/municipality/1/2', '/cityx']) expect(leadsTo(none)).toBe('/index.html');
    for (const file of ['/assets/index-1a2b.js', '/licences.txt']) expect(leadsTo(file)).toBe(file);
  });

  it('has the headers that the page is written for', () => {
    const [policy] = ofType(stacks, 'AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(policy).toLowerCase();
    for (const [name, value] of Object.entries(readSite().headers)) {
      const inOwnWords = { 'x-content-type-options': 'contenttypeoptions', 'strict-transport-security': '63072000' };
      expect(text).toContain((inOwnWords[name as keyof typeof inOwnWords] ?? value).toLowerCase());
    }
  });

  it('keeps what pages load for a year, pages not at all, and puts pages there last', () => {
    const copies = Object.entries(stacks.Edge ?? {}).filter(([, { Type }]) => Type === 'Custom::CDKBucketDeployment');
    const [assets, pages] = ['assets', 'files'].map((id) => copies.find(([name]) => name.toLowerCase().startsWith(id)));
    expect(assets?.[1].Properties).toMatchObject({ Include: ['assets/*'], Prune: false });
    expect(JSON.stringify(assets?.[1].Properties.SystemMetadata)).toContain(readSite().caching.asset);
    expect(JSON.stringify(pages?.[1].Properties.SystemMetadata)).toContain(readSite().caching.page);
    expect(pages?.[1].DependsOn).toContain(assets?.[0]);
  });
});

describe('alarms', () => {
  const alarms = ofType(stacks, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const runbook = readFileSync(join(ROOT, 'docs/runbook.md'), 'utf8');
  const kinds = alarms.map(({ AlarmDescription }) => /docs\/runbook\.md#([\w-]+)$/.exec(String(AlarmDescription))?.[1]);

  it('each tells where it stands what to do, and the runbook has nothing else', () => {
    const headings = [...runbook.matchAll(/^## `([\w-]+)`$/gm)].map(([, heading]) => heading);
    expect(new Set(kinds)).toEqual(new Set(headings));
  });

  it('there is one of each kind for every function, subgraph and source', () => {
    const count = (kind: string): number => kinds.filter((each) => each === kind).length;
    expect(count('function-fails')).toBe(functions.length);
    expect(count('subgraph-fails')).toBe(graph.subgraphs.length + declared.remotes.length);
    expect(count('source-fails')).toBe(graph.sources.length);
    expect(alarms.every(({ AlarmActions }) => Array.isArray(AlarmActions) && AlarmActions.length === 1)).toBe(true);
  });

  it('may publish to their topic, whose policy lets in nobody by default', () => {
    const [policy] = ofType(stacks, 'AWS::SNS::TopicPolicy');
    expect(policy?.Properties).toMatchObject({
      PolicyDocument: {
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });

  it('what they look for in logs is what the code writes there', () => {
    const messages = ofType(stacks, 'AWS::Logs::MetricFilter').map(({ Properties }) =>
      String(Properties.FilterPattern),
    );
    const code = ['kernel/secrets.ts', 'kernel/message-signature.ts', 'kernel/trail/trail.ts', 'kernel/trail/writer.ts']
      .map((file) => readFileSync(join(ROOT, file), 'utf8'))
      .join();
    for (const pattern of new Set(messages)) expect(code).toContain(/"([^"]+)"/.exec(pattern)?.[1]);
  });
});
