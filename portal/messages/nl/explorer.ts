import type { ExplorerMessages } from '../en.ts';

/** De verkenner. */
export const explorer: ExplorerMessages = {
  explorer: {
    lead: 'Schrijf een vraag, of neem er een die klaar is; voer ze uit; zie wie heeft geantwoord. In de editor voert Ctrl-Enter de vraag uit en toont Ctrl-spatie wat er kan staan.',
    examples: 'Klaar om uit te voeren',
    question: 'Vraag',
    language: 'Teksten in het',
    languages: { fr: 'Frans', nl: 'Nederlands', de: 'Duits', en: 'Engels', 'fr, nl': 'Frans en Nederlands' },
    key: 'API-sleutel (niet nodig voor open data)',
    share: 'Link naar deze vraag kopiëren',
    copied: 'Gekopieerd',
    sources: 'Wie heeft geantwoord',
    notRun: 'Voer de vraag uit om haar bronnen te zien.',
    noSources: 'Er is geen enkele administratie bevraagd.',
    counted: (sources: number, down: number) =>
      `${sources === 1 ? '1 bron' : `${sources} bronnen`}, ${down === 0 ? 'alle hebben geantwoord' : `${down} buiten dienst`}.`,
    cost: (units: number) => `Kostte ${units} ${units === 1 ? 'eenheid' : 'eenheden'} van het quotum.`,
    served: {
      LIVE: 'zonet bevraagd',
      CACHE: 'uit een antwoord dat nog vers is',
      STALE: 'uit een ouder antwoord, bij gebrek aan beter',
    },
    nothing: 'gaf niets',
    code: 'Om mee te nemen',
    editors: { query: 'Vraag', variables: 'Variabelen, als JSON', answer: 'Antwoord' },
    codeIn: 'Code in',
    copyCode: 'Code kopiëren',
  },
};
