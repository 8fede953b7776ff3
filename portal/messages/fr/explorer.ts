import type { ExplorerMessages } from '../en.ts';

/** L’explorateur. */
export const explorer: ExplorerMessages = {
  explorer: {
    lead: 'Écrivez une question, ou prenez-en une toute prête ; lancez-la ; voyez qui a répondu. Dans l’éditeur, Ctrl-Entrée lance la question et Ctrl-Espace montre ce qui peut s’y trouver.',
    examples: 'Prêtes à lancer',
    question: 'Question',
    language: 'Textes en',
    languages: {
      fr: 'français',
      nl: 'néerlandais',
      de: 'allemand',
      en: 'anglais',
      'fr, nl': 'français et néerlandais',
    },
    key: 'Clé d’API (inutile pour les données ouvertes)',
    share: 'Copier un lien vers cette question',
    copied: 'Copié',
    sources: 'Qui a répondu',
    notRun: 'Lancez la question pour voir ses sources.',
    noSources: 'Aucune administration n’a été interrogée.',
    counted: (sources: number, down: number) =>
      `${sources === 1 ? '1 source' : `${sources} sources`}, ${down === 0 ? 'toutes ont répondu' : `${down} en panne`}.`,
    cost: (units: number) => `Coût : ${units} ${units === 1 ? 'unité' : 'unités'} du quota.`,
    served: {
      LIVE: 'interrogée à l’instant',
      CACHE: 'réponse encore fraîche',
      STALE: 'réponse plus ancienne, en attendant',
    },
    nothing: 'n’a rien donné',
    code: 'À emporter',
    editors: { query: 'Question', variables: 'Variables, en JSON', answer: 'Réponse' },
    codeIn: 'Code en',
    copyCode: 'Copier le code',
  },
};
