import type { Messages } from './en.ts';

const nl: Messages = {
  nav: {
    label: 'Pagina’s',
    skip: 'Naar de inhoud',
    city: 'De stad',
    explorer: 'Verkenner',
    sources: 'Bronnen',
  },
  switches: {
    language: 'Taal',
    theme: 'Kleuren',
    themes: { auto: 'Zoals mijn systeem', light: 'Licht', dark: 'Donker' },
  },
  states: {
    loading: 'Bezig met laden…',
  },
  footer: {
    what: 'Brussels City Graph leest de administraties van het Brussels Hoofdstedelijk Gewest waar zij hun gegevens bewaren, en kopieert niets.',
    contract: 'Het contract (GraphQL-schema)',
    catalogue: 'De catalogus (DCAT-AP)',
    licences: 'Licenties van waaruit deze pagina bestaat',
    privacy: 'Geen cookies, geen tracking, geen verzoek aan iemand anders.',
  },
  front: {
    title: 'Eén vraag aan heel Brussel',
    lead: 'Bussen en fietsen, lucht en weer, vergunningen en meldingen: één getypeerd antwoord van alle administraties van het gewest, dat zegt wie het weet, sinds wanneer, en wat uitvalt.',
  },
  missing: {
    title: 'Deze pagina bestaat niet',
    text: 'Misschien klopt het adres niet, of is de pagina verhuisd.',
    back: 'Naar de eerste pagina',
  },
};

export default nl;
