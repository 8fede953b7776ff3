import { expect, it } from 'vitest';
import { STAGES } from '../../infra/stages.ts';
import { stacksOf, stageNamed } from './stand-in.ts';

/**
 * What CloudFormation is given, so that a change of it is read by whoever reviews it: production's templates, and of each
 * other stage in what it differs. `npx vitest run test/infra/templates.test.ts -u` writes them anew.
 */
type Stacks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Without what changes with each build, and with the stage's name left out, so that stages can be compared. */
function normalised(stage: string): Stacks {
  const { Watch = {}, ...stacks } = stacksOf(stageNamed(stage));
  // Alarms follow from the declarations, and have a test of their own: here it is enough that there is one.
  const watched = Object.entries(Watch).filter(([id]) => !id.startsWith('sourcefails'));
  const kinds = Object.fromEntries(watched.map(([id, { Type }]) => [id, Type]));
  const text = JSON.stringify(readable({ ...stacks, Watch: kinds }))
    .replaceAll(/\b[\da-f]{64}\b/g, '<hash>')
    .replaceAll(new RegExp(`\\b${stage}(?=\\b|Edge|Api|Data|Watch)`, 'g'), '<stage>');
  return JSON.parse(text);
}

/** As somebody would write it down: what CloudFormation puts together, in one text, and without the tags of everything. */
function readable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(readable);
  const entries = Object.entries(value);
  const [[name, given] = ['', null], ...more] = entries;
  if (more.length === 0 && name === 'Ref') return `<${given}>`;
  if (more.length === 0 && name === 'Fn::GetAtt') return `<${given.join('.')}>`;
  if (more.length === 0 && name === 'Fn::Join') return given[1].map(readable).join(given[0]);
  return Object.fromEntries(entries.flatMap(([key, part]) => (key === 'Tags' ? [] : [[key, readable(part)]])));
}

/** Every value of a tree by its path. */
function leavesOf(value: unknown, path = ''): readonly (readonly [path: string, value: string])[] {
  if (typeof value !== 'object' || value === null) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, path ? `${path}.${name}` : name));
}

/** A line for each value that two trees do not share. */
function differences(from: unknown, to: unknown): string {
  const [before, after] = [new Map(leavesOf(from)), new Map(leavesOf(to))];
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths
    .filter((path) => !/\.Properties\./.test(path) || isInBoth(path, before, after))
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `${path}: ${before.get(path) ?? 'nothing'} -> ${after.get(path) ?? 'nothing'}\n`)
    .join('');
}

/** Whether both have the resource that a path leads into; of one that only one has, the type is told. */
function isInBoth(path: string, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): boolean {
  const type = path.replace(/\.Properties\..*$/, '.Type');
  return before.has(type) && after.has(type);
}

const production = normalised('production');

it("production's templates are the ones that were reviewed", async () => {
  await expect(`${JSON.stringify(production, null, 1)}\n`).toMatchFileSnapshot('snapshots/production.json');
});

const others = new Map(STAGES.flatMap(({ name }) => (name === 'production' ? [] : [[name, normalised(name)]])));

it.each(STAGES.filter(({ name }) => name !== 'production'))(
  '$name differs from production in what was reviewed',
  async ({ name }) => {
    await expect(differences(production, others.get(name))).toMatchFileSnapshot(`snapshots/${name}.txt`);
  },
);

it('no logical id depends on the stage, nor on the other subgraphs', () => {
  const ids = (stacks: Stacks): string[] => Object.keys(stacks.Api ?? {}).filter((id) => id.startsWith('mobility'));
  expect(ids(others.get('dev') ?? {})).toEqual(ids(production));
});
