import * as v from 'valibot';

/** What the catalogue asks its own graph. A deployment has at most 200 datasets in its catalogue, as many as a list gives. */
export const QUESTION = `query Catalogue {
  datasets(first: 200) {
    id
    title { fr nl de en }
    description { fr nl de en }
    theme
    updateFrequency
    highValue
    accessUrl
    licence
    licenceUrl
    attribution
    standard
    access
    sandbox
    publisher { id name { fr nl de en } homepage }
  }
}`;

const maybeText = v.nullable(v.string());
const Localized = v.object({ fr: maybeText, nl: maybeText, de: maybeText, en: maybeText });

const Dataset = v.object({
  id: v.string(),
  title: Localized,
  description: v.nullable(Localized),
  theme: maybeText,
  updateFrequency: maybeText,
  highValue: maybeText,
  accessUrl: maybeText,
  licence: v.string(),
  licenceUrl: v.string(),
  attribution: maybeText,
  standard: v.string(),
  access: v.nullable(v.picklist(['PUBLIC', 'RESTRICTED'])),
  sandbox: v.nullable(v.boolean()),
  publisher: v.object({ id: v.string(), name: Localized, homepage: v.string() }),
});

export type Localized = v.InferOutput<typeof Localized>;
export type Dataset = v.InferOutput<typeof Dataset>;

/** The graph's answer when all of it is there. */
export const Whole = v.object({ data: v.object({ datasets: v.array(Dataset) }) });

/** The graph's answer when something is missing. */
export const Failed = v.object({
  errors: v.tupleWithRest([v.object({ message: v.string(), extensions: v.object({ code: v.string() }) })], v.unknown()),
});
