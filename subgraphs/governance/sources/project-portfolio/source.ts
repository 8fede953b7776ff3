import { marshall } from '@aws-sdk/util-dynamodb';
import { type Item, queryAll, queryPage, writeItem } from '../../../../kernel/connectors/dynamodb/dynamodb.ts';
import { read, setting } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC0, defineSource } from '../../../../kernel/source.ts';
import { minutes } from '../../../../kernel/time.ts';
import type { KeptProject, ProjectRecord, WrittenProject } from '../../models.ts';
import type { GovernanceProvides } from '../../provides.ts';
import { attributesOf, keyOf, PARTITION, PREFIX, projectIn } from './item.ts';
import { portfolioTable } from './table.ts';

/**
 * The Smart City Office's own table of projects. One item is one project, history and all, so that every change is one
 * conditional write and nobody ever sees half of one:
 *
 * | Question or change   | How                                                                                         |
 * |----------------------|---------------------------------------------------------------------------------------------|
 * | the whole portfolio  | Query `pk = PORTFOLIO`, `sk` begins with `PROJECT#`, consistent; in the order of ids        |
 * | one project          | Query `pk = PORTFOLIO`, `sk = PROJECT#<id>`, consistent                                     |
 * | a new project        | UpdateItem: all attributes, version 1, on the condition that there is no such item          |
 * | a change             | UpdateItem: all attributes, `version + 1` and `updatedAt`, on the condition `version = <seen>` |
 *
 * | Attribute                    | Form                                                                                |
 * |------------------------------|-------------------------------------------------------------------------------------|
 * | `title`, `pillar`, `summary` | map of texts by language (`fr`, `nl`, `de`, `en`), at least one; `summary` may be missing |
 * | `actionArea`                 | `ECONOMY`, `GOVERNANCE`, `ENVIRONMENT`, `MOBILITY`, `PEOPLE` or `LIVING`            |
 * | `enablers`, `indicatorIds`, `nisCodes` | lists of texts; missing for none, `nisCodes` for the whole region         |
 * | `partners`                   | list of maps: `name` (texts), `kind`, and for administrations `level` and, if the graph knows it, `administrationId` |
 * | `history`                    | list of maps, at least one, the latest last: `status`, `since` (ISO 8601 instant), `note` (texts, may be missing) |
 * | `version`                    | number of its writes, from 1                                                        |
 * | `updatedAt`                  | ISO 8601 instant of the last one                                                    |
 * | `changes`                    | list of maps, the last writes of at most a day: `key` and `input` (hashes), `at` (ISO 8601 instant); may be missing |
 */
export const projectPortfolio = defineSource<GovernanceProvides>({
  id: 'project-portfolio',
  title: {
    en: 'Smart city project portfolio',
    fr: 'Portefeuille de projets smart city',
    nl: 'Portefeuille van smartcityprojecten',
  },
  description: {
    en: 'The projects that the Smart City Office follows: partners, status and the indicators that they should move.',
    fr: 'Les projets suivis par le Smart City Office : partenaires, statut et indicateurs visés.',
    nl: 'De projecten die het Smart City Office opvolgt: partners, status en beoogde indicatoren.',
  },
  administration: {
    id: 'smart-city-office',
    name: { en: 'Smart City Office', fr: 'Smart City Office', nl: 'Smart City Office' },
    homepage: 'https://smartcity.brussels',
  },
  licence: CC0,
  theme: 'GOVE',
  updateFrequency: 'IRREG',
  standard: 'Amazon DynamoDB table',
  connector: 'dynamodb',
  endpoint: setting('PROJECT_PORTFOLIO_DYNAMODB_URL', null),
  freshFor: minutes(1),
  staleFor: 0, // Its owner's table is asked each time: nothing of it is kept.
  quota: setting('PROJECT_PORTFOLIO_QUOTA', 'none'), // The table has limits of its own and tells us.
  concurrency: 50,
  openQuestions: [
    'No such table exists yet: the Smart City Office would keep its portfolio in one of its own, in the form that the source describes.',
    'The licence under which the office publishes its portfolio; CC0 is assumed.',
  ],
  provides: { projects, keptProject, keepProject },
});

/** A portfolio with more projects than these is none that people follow. */
const MOST = 500;

const items = (door: Door, most: number): Promise<readonly Item[]> =>
  queryAll(
    door,
    projectPortfolio,
    {
      TableName: read(portfolioTable) ?? '',
      ConsistentRead: true, // Whoever has just written sees it.
      KeyConditionExpression: 'pk = :portfolio AND begins_with(sk, :project)',
      ExpressionAttributeValues: { ':portfolio': { S: PARTITION }, ':project': { S: PREFIX } },
    },
    most,
  );

async function projects(door: Door): Promise<readonly ProjectRecord[]> {
  const found = await items(door, MOST);
  const retrievedAt = door.now();
  return found.flatMap((item) => {
    try {
      return projectIn(projectPortfolio, item, retrievedAt).map(({ changes: _, ...project }) => project);
    } catch (error) {
      // A project that does not fit fails alone; the answer says which one is missing and why.
      door.outages.push(error instanceof Error ? error : new Error(String(error)));
      return [];
    }
  });
}

async function keptProject(door: Door, id: string): Promise<KeptProject | null> {
  const { pk, sk } = keyOf(id);
  const [item] = await queryPage(door, projectPortfolio, {
    TableName: read(portfolioTable) ?? '',
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk = :sk',
    ExpressionAttributeValues: marshall({ ':pk': pk, ':sk': sk }),
  });
  return (item && projectIn(projectPortfolio, item, door.now())[0]) ?? null;
}

async function keepProject(door: Door, project: WrittenProject, at: Date): Promise<ProjectRecord | null> {
  const isNew = project.version === 1;
  if (isNew) await items(door, MOST - 1); // One more would be more than is read.
  const isDone = await writeItem(door, projectPortfolio, {
    table: read(portfolioTable) ?? '',
    key: keyOf(project.id),
    set: attributesOf(project, at),
    ...(isNew
      ? { condition: 'attribute_not_exists(pk)' }
      : { condition: 'version = :seen', values: { ':seen': project.version - 1 } }),
  });
  return isDone ? { ...project, provenance: { source: projectPortfolio, observedAt: at, retrievedAt: at } } : null;
}
