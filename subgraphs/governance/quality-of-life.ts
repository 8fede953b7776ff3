import * as v from 'valibot';
import { ERRORS } from '../../kernel/errors.ts';
import type { IndicatorFigure } from '../../kernel/indicators.ts';
import { maybe } from '../../kernel/wire.ts';
import { catalogue } from './__generated__/catalogue.ts';
import { definitions } from './__generated__/indicators.ts';
import type { ActionArea, AreaOfLifeModel } from './models.ts';

/** The action areas, in the order of the strategy. */
const AREAS: readonly ActionArea[] = ['ECONOMY', 'GOVERNANCE', 'ENVIRONMENT', 'MOBILITY', 'PEOPLE', 'LIVING'];

/** The largest number that GraphQL's `Int` holds. */
const MOST = 2 ** 31 - 1;
const MOST_INPUTS = 50;

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
  v.date(),
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
    value: maybe(v.pipe(v.number(), v.finite())),
    period: maybe(v.pipe(v.string(), v.maxLength(40))),
    sampleSize: maybe(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST))),
    quality: v.picklist(['VALIDATED', 'UNVALIDATED', 'DERIVED']),
    inputs: v.pipe(v.array(input), v.maxLength(MOST_INPUTS)),
  }),
  v.transform(({ indicator, inputs, ...figure }): IndicatorFigure[] => {
    const definition = indicators.get(indicator.id);
    return definition ? [{ ...figure, indicator: definition, inputs: inputs.flat() }] : [];
  }),
);

/** What may be read of an indicator that cannot be read as a whole. */
const named = v.object({ indicator: v.object({ id: v.picklist([...indicators.keys()]) }) });

/** A domain told another one something that is not what the graph promises. */
class SubgraphInvalid extends Error {
  override readonly name = 'SubgraphInvalid';
  readonly extensions: Readonly<Record<string, string | boolean>>;

  constructor(subgraph: string, what: string) {
    const code = 'SUBGRAPH_INVALID';
    super(`The ${subgraph} domain ${ERRORS[code].says}: ${what}.`);
    this.extensions = { code, retryable: ERRORS[code].retryable };
  }
}

/**
 * Reads the indicators that a domain gave for a municipality.
 * @param list Has a null in the place of one that its domain could not compute; null or absent when all of it is down.
 * @returns In the place of one that cannot be read SUBGRAPH_INVALID, which names it; nothing in that of a null.
 */
export function readFigures(domain: string, list: unknown): readonly (IndicatorFigure | Error)[] {
  const read = v.safeParse(maybe(v.array(v.unknown())), list);
  if (!read.success) return [new SubgraphInvalid(domain, 'its indicators')];
  const present = (read.output ?? []).filter((one) => one !== null);
  return present.flatMap((one) => readFigure(domain, one));
}

function readFigure(domain: string, one: unknown): readonly (IndicatorFigure | Error)[] {
  const read = v.safeParse(given, one, { abortEarly: true });
  if (read.success) return read.output;
  const { success, output } = v.safeParse(named, one);
  return [new SubgraphInvalid(domain, success ? `the indicator "${output.indicator.id}"` : 'an indicator')];
}

/** Figures by action area; an area without any is left out. */
export function byActionArea(figures: readonly IndicatorFigure[]): readonly AreaOfLifeModel[] {
  const groups = Map.groupBy(figures, ({ indicator }) => indicator.actionArea);
  return AREAS.flatMap((actionArea) => {
    const found = groups.get(actionArea);
    return found ? [{ actionArea, indicators: found }] : [];
  });
}
