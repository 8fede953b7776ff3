import { RequestError, shown, unknownId } from '../../kernel/errors.ts';
import { NIS_CODES } from '../../kernel/geography/municipalities.ts';
import { LANGUAGES, type LocalizedText, localizedText } from '../../kernel/text.ts';
import { definitions } from './__generated__/indicators.ts';
import type {
  CreateProjectInput,
  LocalizedTextInput,
  ProjectChangesInput,
  ProjectPartnerInput,
} from './__generated__/types.ts';
import { administrations } from './catalogue.ts';
import type { ProjectContent } from './models.ts';

/** Characters of a text in one language. */
const NAME = 200;
const SUMMARY = 2_000;
const NOTE = 500;
/** Elements of a list. */
const MOST = 20;
/** What a project has without being told. */
const NOTHING = { summary: null, enablers: [], partners: [], indicatorIds: [], nisCodes: [] };
/** Characters that no text has: controls, but for the end of a line. */
const CONTROL = /[^\P{Cc}\n]/u;

const wrong = (message: string): RequestError => new RequestError('BAD_USER_INPUT', message);

/** @throws {RequestError} BAD_USER_INPUT for what is no id of a project. */
export function checkId(id: string): string {
  if (/^[a-z\d]+(?:-[a-z\d]+)*$/.test(id) && id.length <= 60) return id;
  throw wrong(`"id" "${shown(id)}" must have at most 60 small letters and digits, with single hyphens between.`);
}

/** @throws {RequestError} BAD_USER_INPUT for what is no name of a change. */
export function checkKey(key: string): string {
  if (/^[\w.:-]{8,100}$/.test(key)) return key;
  throw wrong(`"idempotencyKey" "${shown(key)}" must have 8 to 100 letters, digits or ._:-.`);
}

/** @throws {RequestError} BAD_USER_INPUT for what is no version: they count from 1. */
export function checkVersion(version: number): number {
  if (version >= 1) return version;
  throw wrong(`"version" counts from 1; ${version} was given.`);
}

/** @throws {RequestError} BAD_USER_INPUT for a note that is too long or empty. */
export function noteIn(given: LocalizedTextInput | null | undefined): LocalizedText | null {
  return given ? textIn('note', given, NOTE) : null;
}

/**
 * The content of a new project.
 * @throws {RequestError} as {@link contentIn}.
 */
export function newContentIn(given: CreateProjectInput): ProjectContent {
  const { id: _id, status: _status, note: _note, title, pillar, actionArea, ...more } = given;
  return {
    ...NOTHING,
    ...contentIn(more),
    title: textIn('title', title, NAME),
    pillar: textIn('pillar', pillar, NAME),
    actionArea,
  };
}

/**
 * What is given of a project's content, checked; what is not given is not in it.
 * @throws {RequestError} BAD_USER_INPUT for what does not fit, UNKNOWN_ID for what the graph does not know.
 */
export function contentIn(given: ProjectChangesInput): Partial<ProjectContent> {
  const { title, summary, pillar, actionArea, enablers, partners, indicators, municipalities } = given;
  for (const [name, value] of Object.entries(given))
    if (value === null && name !== 'summary') throw wrong(`"${name}" may be left out, but not null.`);
  const known = definitions.map(({ id }) => id);
  return {
    ...(title ? { title: textIn('title', title, NAME) } : {}),
    ...(summary === undefined ? {} : { summary: summary && textIn('summary', summary, SUMMARY) }),
    ...(pillar ? { pillar: textIn('pillar', pillar, NAME) } : {}),
    ...(actionArea ? { actionArea } : {}),
    ...(enablers ? { enablers: [...new Set(enablers)] } : {}),
    ...(partners ? { partners: upTo('partners', partners).map(partnerIn) } : {}),
    ...(indicators ? { indicatorIds: idsIn('Indicator', upTo('indicators', indicators), known) } : {}),
    ...(municipalities ? { nisCodes: idsIn('Municipality', upTo('municipalities', municipalities), NIS_CODES) } : {}),
  };
}

function partnerIn(given: ProjectPartnerInput): ProjectContent['partners'][number] {
  const { kind, level = null, administration = null } = given;
  if (level && kind !== 'ADMINISTRATION')
    throw wrong(`"partners.level" is of an ADMINISTRATION, and of no other kind; ${kind} was given.`);
  if (administration !== null && !administrations.some(({ id }) => id === administration))
    throw unknownId('Administration', administration);
  return { name: textIn('partners.name', given.name, NAME), kind, level, administrationId: administration };
}

function textIn(name: string, given: LocalizedTextInput, longest: number): LocalizedText {
  for (const language of LANGUAGES) {
    const text = given[language] ?? '';
    if (text.length > longest) throw wrong(`"${name}.${language}" may have ${longest} characters.`);
    if (CONTROL.test(text)) throw wrong(`"${name}.${language}" has a control character.`);
  }
  const text = localizedText(given);
  if (!text) throw wrong(`"${name}" needs a text in one language at least: ${LANGUAGES.join(', ')}.`);
  return text;
}

function upTo<T>(name: string, list: readonly T[]): readonly T[] {
  if (list.length <= MOST) return list;
  throw wrong(`"${name}" may have ${MOST} elements.`);
}

function idsIn(kind: string, ids: readonly string[], known: readonly string[]): readonly string[] {
  const stranger = ids.find((id) => !known.includes(id));
  if (stranger !== undefined) throw unknownId(kind, stranger);
  return [...new Set(ids)];
}
