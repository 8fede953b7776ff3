import * as v from 'valibot';
import type { Item, Key } from '../../../../kernel/connectors/dynamodb/dynamodb.ts';
import { NIS_CODES } from '../../../../kernel/geography/municipalities.ts';
import type { Source } from '../../../../kernel/source.ts';
import { type LocalizedText, localizedText } from '../../../../kernel/text.ts';
import { maybe, parseWire } from '../../../../kernel/wire.ts';
import type { KeptProject, WrittenProject } from '../../models.ts';

export const PARTITION = 'PORTFOLIO';
export const PREFIX = 'PROJECT#';

/** The key of a project's item. */
export const keyOf = (id: string): Key => ({ pk: PARTITION, sk: `${PREFIX}${id}` });

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
  changes: listOf(v.object({ key: v.string(), input: v.string(), at: instant })),
});

/**
 * Reads one project. It is parsed under its id, which then stands before the field that does not fit:
 * `bike-lights.history`.
 * @throws {SourceError} SOURCE_INVALID
 */
export function projectIn(source: Source, item: Item, retrievedAt: Date): readonly KeptProject[] {
  const id = String(item.sk).slice(PREFIX.length);
  const parsed = parseWire(source, v.object({ [id]: project }), { [id]: item });
  return Object.values(parsed).map(({ sk, updatedAt, ...told }) => ({
    id: sk.slice(PREFIX.length),
    ...told,
    provenance: { source, observedAt: updatedAt, retrievedAt },
  }));
}

/** The attributes of a project's item, all but its key, as {@link projectIn} reads them. */
export function attributesOf(project: WrittenProject, updatedAt: Date): Item {
  const { title, summary, pillar, actionArea, enablers, partners, indicatorIds, nisCodes } = project;
  const { history, version, changes } = project;
  return {
    title,
    summary,
    pillar,
    actionArea,
    enablers,
    partners,
    indicatorIds,
    nisCodes,
    version,
    history: history.map(({ since, ...step }) => ({ ...step, since: since.toISOString() })),
    changes: changes.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
    updatedAt: updatedAt.toISOString(),
  };
}
