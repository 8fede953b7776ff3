import * as v from 'valibot';
import type { IndicatorFigure } from '../../kernel/indicators.ts';
import { maybe } from '../../kernel/wire.ts';
import { catalogue } from './__generated__/catalogue.ts';
import { definitions } from './__generated__/indicators.ts';
import type { ActionArea, AreaOfLifeModel } from './models.ts';

/** The action areas, in the order of the strategy. */
const AREAS: readonly ActionArea[] = ['ECONOMY', 'GOVERNANCE', 'ENVIRONMENT', 'MOBILITY', 'PEOPLE', 'LIVING'];

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);
const sources = new Map(catalogue.map((source) => [source.id, source]));
const indicators = new Map(definitions.map((definition) => [definition.id, definition]));

const input = v.pipe(
  v.object({ dataset: v.object({ id: v.string() }), observedAt: maybe(instant), retrievedAt: instant }),
  v.transform(({ dataset, ...times }) => {
    const source = sources.get(dataset.id);
    return source ? [{ source, ...times }] : [];
  }),
);

/** An indicator value of another domain, as the gateway gives it. */
const given = v.pipe(
  v.object({
    indicator: v.object({ id: v.string() }),
    area: v.string(),
    value: maybe(v.number()),
    period: maybe(v.string()),
    sampleSize: maybe(v.number()),
    quality: v.picklist(['VALIDATED', 'UNVALIDATED', 'DERIVED']),
    inputs: v.array(input),
  }),
  v.transform(({ indicator, inputs, ...figure }): IndicatorFigure[] => {
    const definition = indicators.get(indicator.id);
    return definition ? [{ ...figure, indicator: definition, inputs: inputs.flat() }] : [];
  }),
);
/** Null in the place of one that its domain could not compute; absent or null when the whole domain is down. */
const list = maybe(v.array(v.nullable(given)));

/** Reads the indicators that a domain gave; none when it gave none. */
export function readFigures(domain: unknown): readonly IndicatorFigure[] {
  const read = v.parse(list, domain);
  return (read ?? []).flatMap((figures) => figures ?? []);
}

/** Figures by action area; an area without any is left out. */
export function byActionArea(figures: readonly IndicatorFigure[]): readonly AreaOfLifeModel[] {
  const groups = Map.groupBy(figures, ({ indicator }) => indicator.actionArea);
  return AREAS.flatMap((actionArea) => {
    const found = groups.get(actionArea);
    return found ? [{ actionArea, indicators: found }] : [];
  });
}
