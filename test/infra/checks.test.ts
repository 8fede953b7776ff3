import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { expect, it, vi } from 'vitest';
import { acceptedIn, findingsIn, stacksIn } from '../../infra/report.ts';
import { STAGES } from '../../infra/stages.ts';
import { application, stageNamed } from './stand-in.ts';

/** Whether acceptances count, and the rules that were accepted. */
const acceptances = vi.hoisted(() => ({ count: true, rules: new Set<string>() }));
vi.mock('../../infra/constructs/acknowledge.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../infra/constructs/acknowledge.ts')>();
  const acknowledge: typeof real.acknowledge = (at, findings) => {
    for (const rule of Object.keys(findings)) acceptances.rules.add(rule);
    if (acceptances.count) real.acknowledge(at, findings);
  };
  return { acknowledge };
});

it('every stage passes the checks, and what is accepted has a reason', () => {
  const { app, outdir } = application();
  app.synth();
  expect(findingsIn(outdir)).toEqual([]);
  const accepted = acceptedIn(app);
  expect(new Set(accepted.map(({ rule }) => rule))).toEqual(acceptances.rules);
  for (const { reason } of accepted) expect(reason.split(' ').length).toBeGreaterThan(5);
  const withEdge = STAGES.filter(({ edge }) => edge).length;
  expect(stacksIn(app)).toHaveLength(STAGES.length * 3 + withEdge * 2);
}, 300_000);

it('accepts nothing that is not found, and stops at what is found and not accepted', () => {
  acceptances.count = false;
  const { app, outdir } = application([stageNamed('production')]);
  acceptances.count = true;
  expect(() => app.synth()).toThrow('AwsSolutions-CFR3');
  const found = new Set(findingsIn(outdir).map(({ rule }) => rule));
  expect(found).toEqual(acceptances.rules);
});

it('finds a bucket without protection, and a role that may do anything', () => {
  const { app, outdir } = application([]);
  const stack = new Stack(app, 'Careless');
  new CfnBucket(stack, 'Bucket');
  const may = { Effect: 'Allow', Action: '*', Resource: '*' };
  const policyDocument = { Version: '2012-10-17', Statement: [may] };
  const assumeRolePolicyDocument = { Version: '2012-10-17', Statement: [{ ...may, Resource: undefined }] };
  new CfnRole(stack, 'Role', { assumeRolePolicyDocument, policies: [{ policyName: 'all', policyDocument }] });
  expect(() => app.synth()).toThrow();
  const rules = findingsIn(outdir).map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-IAM5[Action::*]']));
});

it('throws for a template that CloudFormation would not take', () => {
  const { app } = application([]);
  const properties = { Runtim: 'nodejs24.x', Code: { ZipFile: '' }, Role: 'arn:aws:iam::111122223333:role/r' };
  new CfnResource(new Stack(app, 'Wrong'), 'Function', { type: 'AWS::Lambda::Function', properties });
  expect(() => app.synth()).toThrow('Runtim');
});
