import { type Setting, setting } from './env.ts';
import type { Door } from './http.ts';
import type { ProvenanceModel } from './provenance.ts';
import type { LocalizedText } from './text.ts';

/** Who keeps a dataset. */
export interface Administration {
  /** Short stable id in kebab case, such as `brussels-mobility`. */
  readonly id: string;
  readonly name: LocalizedText;
  /** Public home page. */
  readonly homepage: string;
  /** NIS code of a municipality: what it publishes is about itself. Absent for everybody else. */
  readonly nisCode?: string;
}

/** A licence: an SPDX id where there is one, and the address of its text. */
export interface Licence {
  readonly id: string;
  readonly url: string;
}

export const CC0: Licence = { id: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' };
export const CC_BY: Licence = { id: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };
/** Share-alike: a database made from such data has to be under the same licence. */
export const ODBL: Licence = { id: 'ODbL-1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' };

/** Themes of the EU's `data-theme` authority table. */
export type Theme = 'ECON' | 'EDUC' | 'ENVI' | 'GOVE' | 'HEAL' | 'JUST' | 'REGI' | 'SOCI' | 'TRAN';
/** How often a publisher changes a dataset: codes of the EU's `frequency` authority table. */
export type UpdateFrequency =
  | 'UPDATE_CONT'
  | '1MIN'
  | '10MIN'
  | 'HOURLY'
  | 'DAILY'
  | 'WEEKLY'
  | 'MONTHLY'
  | 'ANNUAL'
  | 'IRREG';
/** Categories of high-value datasets (Implementing Regulation (EU) 2023/138). */
export type HighValueCategory =
  | 'COMPANIES'
  | 'EARTH_OBSERVATION_AND_ENVIRONMENT'
  | 'GEOSPATIAL'
  | 'METEOROLOGICAL'
  | 'MOBILITY'
  | 'STATISTICS';

/** Licences that want whatever is made of the data to be under the same terms. */
const SHARE_ALIKE = /^(ODbL|CC-BY-SA|DbCL)/;

/** Whether what is computed from the data would have to be under the data's own terms. */
export function isShareAlike({ id }: Licence): boolean {
  return SHARE_ALIKE.test(id);
}

/**
 * One dataset of one administration: who keeps it, under which terms, in which wire standard and where.
 * `Provides` is what its subgraph asks of a source of that kind (each subgraph names these in `provides.ts`).
 */
export interface Source<Provides extends object = object> {
  /** The dataset's id, equal to the name of its folder. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  readonly administration: Administration;
  readonly licence: Licence;
  /** The sentence that the publisher asks to be shown, where it prescribes one. */
  readonly attribution?: string;
  /** Whether not everybody may have it; absent for open data. */
  readonly access?: 'RESTRICTED';
  readonly theme: Theme;
  /** How often its publisher changes it; how often it is asked is `freshFor`. */
  readonly updateFrequency: UpdateFrequency;
  /** The category of high-value datasets that it falls under as we read the regulation; absent for none. */
  readonly highValue?: HighValueCategory;
  /** The wire standard, as `Dataset.standard` shows it. */
  readonly standard: string;
  /** The folder under `kernel/connectors/` that speaks it, and the emulator under `sandbox/standards/`. */
  readonly connector: string;
  readonly endpoint: Setting;
  /** The key the administration gives out, where it needs one. */
  readonly key?: Setting;
  /** Seconds for which an answer may be reused and called fresh. */
  readonly freshFor: number;
  /**
   * Seconds beyond `freshFor` for which the last answer may be given, called stale, while the administration fails
   * (the `stale-if-error` of RFC 5861); 0 for never.
   */
  readonly staleFor: number;
  /** Seconds after which an observation is no longer called fresh; absent for what is not observed. */
  readonly observedWithin?: number;
  /**
   * What all instances together may ask: requests/seconds, such as `8/60, 12000/86400`, or `none`. Sources that name
   * the same variable share one quota. Default `<ID>_QUOTA`, one request a second over a minute.
   */
  readonly quota: Setting;
  /** Questions at once from one instance; default 8. A hundred more may wait. */
  readonly concurrency?: number;
  /** Milliseconds for one question; default 3,000. */
  readonly timeout: number;
  /** Bytes accepted in one answer; default 10 MiB. */
  readonly maxBytes?: number;
  /** What is not settled with the administration yet; `docs/sources.md` shows it. */
  readonly openQuestions?: readonly string[];
  readonly provides: Partial<Provides>;
}

/** The sentence to show with what was read: the publisher's own, else who published what under which licence. */
export function attributionOf({ attribution, administration, title, licence }: Source): string {
  const who = administration.name.en ?? administration.id;
  const terms = licence.id === 'unknown' ? 'no licence published' : licence.id;
  return attribution ?? `${who}: ${title.en ?? ''} (${terms})`;
}

/** What a declaration may leave out. */
type Usual = 'quota' | 'timeout';
type Declaration<Provides extends object> = Omit<Source<Provides>, Usual> & Partial<Pick<Source<Provides>, Usual>>;

/** Declares a source; `provides` is checked against what the subgraph asks. */
export function defineSource<Provides extends object>(declared: Declaration<Provides>): Source<Provides> {
  const variable = `${declared.id.toUpperCase().replaceAll('-', '_')}_QUOTA`;
  return { timeout: 3_000, quota: setting(variable, '60/60'), ...declared };
}

/**
 * Asks every source of a list that provides `what`, side by side.
 *
 * The answers of those that work are joined; when none does, the first failure is thrown. When only some do, the
 * failures of the others go to `outages`, so that the answer can say what is missing.
 * @returns [] when no source provides it.
 */
export async function gather<Provides extends object, What extends keyof Provides, Item>(
  door: Pick<Door, 'outages' | 'observed'>,
  sources: readonly Source<Provides>[],
  what: What,
  ask: (provide: NonNullable<Provides[What]>) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const asked = sources.flatMap((source) => {
    const provide = source.provides[what];
    return provide ? [ask(provide).then((items) => noteObserved(door, items))] : [];
  });
  const outcomes = await Promise.allSettled(asked);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  const answered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (failed && answered.length === 0) throw failed.reason;
  for (const outcome of outcomes) if (outcome.status === 'rejected') door.outages.push(outcome.reason);
  return answered.flat();
}

/** Tells the door since when the things that were read are known, where they say so. */
function noteObserved<Item>(door: Pick<Door, 'observed'>, items: readonly Item[]): readonly Item[] {
  const newest = new Map<Source, Date | null>();
  for (const item of items) {
    const { provenance } = (item ?? {}) as { readonly provenance?: ProvenanceModel };
    if (!provenance) continue;
    const { source, observedAt } = provenance;
    const known = newest.get(source) ?? null;
    newest.set(source, known && observedAt && known > observedAt ? known : (observedAt ?? known));
  }
  for (const [source, at] of newest) door.observed(source, at);
  return items;
}
