import * as v from 'valibot';
import { readStib, stibDataset, stibUrl } from '../../../../kernel/administrations/stib-mivb.ts';
import type { Door } from '../../../../kernel/http.ts';
import { rowsOf } from '../../../../kernel/rows.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { minutes } from '../../../../kernel/time.ts';
import { idText, jsonInString, maybe } from '../../../../kernel/wire.ts';
import type { DisruptionRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const stibTravellerInformation = defineSource<MobilityProvides>({
  id: 'stib-traveller-information',
  title: {
    en: 'STIB-MIVB traveller information',
    fr: 'Informations voyageurs de la STIB',
    nl: 'MIVB-reizigersinformatie',
  },
  description: {
    en: 'What STIB-MIVB tells its passengers: works, diversions and disruptions, with the lines and stops concerned.',
    fr: 'Ce que la STIB annonce aux voyageurs : travaux, déviations et perturbations, avec les lignes et arrêts concernés.',
    nl: 'Wat de MIVB de reizigers meldt: werken, omleidingen en storingen, met de betrokken lijnen en haltes.',
  },
  ...stibDataset,
  updateFrequency: 'UPDATE_CONT',
  endpoint: stibUrl('STIB_TRAVELLER_INFORMATION_URL', 'rt/TravellersInformation'),
  freshFor: minutes(1),
  staleFor: minutes(10),
  openQuestions: [
    ...stibDataset.openQuestions,
    'From when until when a message holds: the set does not say.',
    'What a priority ranks. That a low number comes first is assumed.',
    'Whether a message ever has more than one text; the first is read.',
  ],
  provides: { disruptions },
});

const language = maybe(v.string());
const text = v.object({ en: language, fr: language, nl: language });
const ids = maybe(
  v.pipe(
    v.string(),
    // An empty list is written as one, or as no text at all.
    v.transform((json) => json || '[]'),
    jsonInString(rowsOf(stibTravellerInformation, v.object({ id: idText }))),
  ),
);
const fields = v.object({
  content: jsonInString(v.array(v.object({ text: v.array(text) }))),
  lines: ids,
  points: ids,
  priority: maybe(v.pipe(v.number(), v.integer())),
});

const prefixed = (list: readonly { readonly id: string }[] | null): readonly string[] =>
  list?.map(({ id }) => `stib:${id}`) ?? [];

async function disruptions(door: Door): Promise<readonly DisruptionRecord[]> {
  const { value, retrievedAt } = await readStib(door, stibTravellerInformation, {
    fields,
    select: 'content,lines,points,priority',
  });
  const provenance = { source: stibTravellerInformation, observedAt: null, retrievedAt };
  return value.flatMap(({ content, lines, points, priority }) => {
    const said = localizedText(content[0]?.text[0] ?? {});
    // Without words there is nothing to tell.
    if (said === null) return [];
    const about = { lineIds: prefixed(lines), stopIds: prefixed(points) };
    return [{ text: said, ...about, priority, startsAt: null, endsAt: null, provenance }];
  });
}
