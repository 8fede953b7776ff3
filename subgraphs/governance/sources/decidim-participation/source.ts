import * as v from 'valibot';
import { askGraphql } from '../../../../kernel/connectors/graphql/graphql.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { rowsOf } from '../../../../kernel/rows.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { type LocalizedText, localizedText } from '../../../../kernel/text.ts';
import { days, hours } from '../../../../kernel/time.ts';
import { maybe } from '../../../../kernel/wire.ts';
import type { ParticipationRecord } from '../../models.ts';
import type { GovernanceProvides } from '../../provides.ts';

const HOME = 'https://monopinion.belgium.be';

/** The participation platform of the federal government, a Decidim. Who proposes is never asked. */
export const decidimParticipation = defineSource<GovernanceProvides>({
  id: 'decidim-participation',
  title: {
    en: 'MyOpinion participation processes',
    fr: 'MonOpinion processus participatifs',
    nl: 'MijnOpinie participatieprocessen',
  },
  description: {
    en: 'Participatory processes and the first fifty proposals of each of their lists.',
    fr: 'Les processus participatifs et les cinquante premières propositions de chacune de leurs listes.',
    nl: 'Participatieprocessen en de eerste vijftig voorstellen van elk van hun lijsten.',
  },
  administration: {
    id: 'bosa',
    name: {
      en: 'FPS Policy and Support (BOSA)',
      fr: 'SPF Stratégie et Appui (BOSA)',
      nl: 'FOD Beleid en Ondersteuning (BOSA)',
    },
    homepage: 'https://bosa.belgium.be',
  },
  // The platform's software is open; which licence its contents have is for the platform to say.
  licence: { id: 'unknown', url: HOME },
  theme: 'GOVE',
  updateFrequency: 'IRREG',
  standard: 'GraphQL (Decidim API)',
  connector: 'graphql',
  endpoint: url('DECIDIM_URL', `${HOME}/api`),
  freshFor: hours(1),
  staleFor: days(1),
  timeout: 5_000,
  openQuestions: [
    'Municipalities have tenants of their own on the same platform, such as uccle.monopinion.belgium.be: which of them may be read, each as a source of its own.',
    'The licence of titles and proposals.',
    'How many elements a page may have (50 to 100 by version) and whether the whole question stays below the limits of complexity; it is counted as about 800 of 5,000.',
  ],
  provides: { participations },
});

/** No more proposals of one list: the largest page that every Decidim grants. */
const PER_LIST = 50;

const TEXT =
  '{ fr: translation(locale: "fr") nl: translation(locale: "nl") de: translation(locale: "de") en: translation(locale: "en") }';
const QUERY = `query Participations($perList: Int!) {
  participatoryProcesses {
    id slug title ${TEXT} startDate endDate publishedAt
    components {
      id
      ... on Proposals {
        proposals(first: $perList) {
          edges { node {
            id title ${TEXT} state publishedAt voteCount totalCommentsCount coordinates { latitude longitude }
          } }
        }
      }
    }
  }
}`;

/** Null where nobody translated it, empty where somebody began to. */
const text = v.object({
  fr: v.nullable(v.string()),
  nl: v.nullable(v.string()),
  de: v.nullable(v.string()),
  en: v.nullable(v.string()),
});
const day = maybe(
  v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d{2}-\d{2}/),
    v.transform((given) => given.slice(0, 10)),
  ),
);
const instant = maybe(
  v.pipe(
    v.string(),
    v.regex(/T.*(?:Z|[+-]\d{2}:?\d{2})$/),
    v.transform((given) => new Date(given)),
    v.date(),
  ),
);

const proposal = v.object({
  id: v.string(),
  title: text,
  state: maybe(v.string()),
  publishedAt: instant,
  voteCount: maybe(v.number()),
  totalCommentsCount: maybe(v.number()),
  coordinates: maybe(v.object({ latitude: maybe(v.number()), longitude: maybe(v.number()) })),
});
const process = v.object({
  id: v.string(),
  slug: v.string(),
  title: text,
  startDate: day,
  endDate: day,
  publishedAt: instant,
  // What is no list of proposals has no `proposals`.
  components: maybe(
    v.array(
      v.object({
        proposals: maybe(v.object({ edges: rowsOf(decidimParticipation, maybe(v.object({ node: maybe(proposal) }))) })),
      }),
    ),
  ),
});
const data = v.object({ participatoryProcesses: rowsOf(decidimParticipation, process) });

/** One question for all of them. */
async function participations(door: Door): Promise<readonly ParticipationRecord[]> {
  const { value, retrievedAt } = await askGraphql(door, decidimParticipation, {
    query: QUERY,
    variables: { perList: PER_LIST },
    data,
  });
  const provenance = { source: decidimParticipation, observedAt: null, retrievedAt };
  return value.participatoryProcesses.map(({ id, slug, title, startDate, endDate, publishedAt, components }) => ({
    id: `monopinion:${id}`,
    title: nameOf(title, slug),
    startsOn: startDate,
    endsOn: endDate,
    publishedAt,
    website: `${HOME}/processes/${encodeURIComponent(slug)}`,
    proposals: (components ?? [])
      .flatMap(({ proposals }) => proposals?.edges ?? [])
      .flatMap((edge) => (edge?.node ? [toProposal(edge.node)] : [])),
    provenance,
  }));
}

function toProposal({
  id,
  title,
  state,
  publishedAt,
  voteCount,
  totalCommentsCount,
  coordinates,
}: v.InferOutput<typeof proposal>): ParticipationRecord['proposals'][number] {
  const { latitude = null, longitude = null } = coordinates ?? {};
  return {
    id: `monopinion:${id}`,
    title: nameOf(title, id),
    state,
    publishedAt,
    votes: voteCount, // Null while the votes are hidden.
    comments: totalCommentsCount,
    location: latitude === null || longitude === null ? null : { lat: latitude, lon: longitude },
  };
}

/** One without a title in any language still has its name in the address of its page. */
function nameOf(title: v.InferOutput<typeof text>, otherwise: string): LocalizedText {
  return localizedText(title) ?? { fr: otherwise, nl: otherwise };
}
