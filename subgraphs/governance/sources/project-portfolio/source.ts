import * as v from 'valibot';
import { type Item, queryAll } from '../../../../kernel/connectors/dynamodb/dynamodb.ts';
import { read, setting } from '../../../../kernel/env.ts';
import { NIS_CODES } from '../../../../kernel/geography/municipalities.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC0, defineSource } from '../../../../kernel/source.ts';
import { type LocalizedText, localizedText } from '../../../../kernel/text.ts';
import { minutes } from '../../../../kernel/time.ts';
import { maybe, parseWire } from '../../../../kernel/wire.ts';
import type { ProjectRecord } from '../../models.ts';
import type { GovernanceProvides } from '../../provides.ts';

/**
 * The Smart City Office's own table of projects. One item is one project, history and all, so that every change is one
 * conditional write and nobody ever sees half of one:
 *
 * | Question or change   | How                                                                                         |
 * |----------------------|---------------------------------------------------------------------------------------------|
 * | the whole portfolio  | Query `pk = PORTFOLIO`, `sk` begins with `PROJECT#`, consistent; in the order of ids        |
 * | one project          | GetItem `pk = PORTFOLIO`, `sk = PROJECT#<id>`                                               |
 * | a new project        | PutItem with version 1, on the condition that there is no such item                         |
 * | a change             | UpdateItem: the attributes, `version + 1` and `updatedAt`, on the condition `version = <seen>` |
 * | a new status         | the same, with `list_append` to `history`                                                   |
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
  provides: { projects },
});

const TABLE = setting('PROJECT_PORTFOLIO_TABLE', 'project-portfolio');
const PARTITION = 'PORTFOLIO';
const PREFIX = 'PROJECT#';
/** A portfolio with more projects than these is none that people follow. */
const MOST = 500;

const text = v.pipe(
  v.object({ fr: maybe(v.string()), nl: maybe(v.string()), de: maybe(v.string()), en: maybe(v.string()) }),
  v.check((parts) => localizedText(parts) !== null, 'has no language'),
  v.transform((parts): LocalizedText => localizedText(parts) ?? {}),
);
const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((given) => new Date(given)),
);
const listOf = <const Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.array(schema), []);

const project = v.object({
  sk: v.pipe(v.string(), v.regex(/^PROJECT#[a-z\d]+(?:-[a-z\d]+)*$/)),
  title: text,
  summary: maybe(text),
  pillar: text,
  actionArea: v.picklist(['ECONOMY', 'GOVERNANCE', 'ENVIRONMENT', 'MOBILITY', 'PEOPLE', 'LIVING']),
  enablers: listOf(v.picklist(['DATA', 'TECHNOLOGY', 'GOVERNANCE', 'COOPERATION', 'HUMAN_CAPITAL'])),
  partners: listOf(
    v.object({
      name: text,
      kind: v.picklist(['ADMINISTRATION', 'CITIZENS', 'ENTERPRISE', 'ACADEMIA']),
      level: maybe(v.picklist(['MUNICIPAL', 'REGIONAL', 'COMMUNITY', 'FEDERAL', 'EUROPEAN'])),
      administrationId: maybe(v.string()),
    }),
  ),
  indicatorIds: listOf(v.string()),
  nisCodes: listOf(v.picklist(NIS_CODES)),
  history: v.pipe(
    v.array(
      v.object({
        status: v.picklist(['IDEA', 'PLANNED', 'RUNNING', 'PAUSED', 'DONE', 'STOPPED']),
        since: instant,
        note: maybe(text),
      }),
    ),
    v.minLength(1),
  ),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  updatedAt: instant,
});

async function projects(door: Door): Promise<readonly ProjectRecord[]> {
  const query = {
    TableName: read(TABLE) ?? '',
    ConsistentRead: true, // Whoever has just written sees it.
    KeyConditionExpression: 'pk = :portfolio AND begins_with(sk, :project)',
    ExpressionAttributeValues: { ':portfolio': { S: PARTITION }, ':project': { S: PREFIX } },
  };
  const items = await queryAll(door, projectPortfolio, query, MOST);
  const retrievedAt = door.now();
  return items.flatMap((item) => {
    try {
      return toProject(item, retrievedAt);
    } catch (error) {
      // A project that does not fit fails alone; the answer says which one is missing and why.
      door.outages.push(error instanceof Error ? error : new Error(String(error)));
      return [];
    }
  });
}

/** One project. It is parsed under its id, which then stands before the field that does not fit: `bike-lights.history`. */
function toProject(item: Item, retrievedAt: Date): readonly ProjectRecord[] {
  const id = String(item.sk).slice(PREFIX.length);
  const parsed = parseWire(projectPortfolio, v.object({ [id]: project }), { [id]: item });
  return Object.values(parsed).map(({ sk, updatedAt, ...told }) => ({
    id: sk.slice(PREFIX.length),
    ...told,
    provenance: { source: projectPortfolio, observedAt: updatedAt, retrievedAt },
  }));
}
