import type { Messages } from './en.ts';

const fr: Messages = {
  nav: {
    label: 'Pages',
    skip: 'Aller au contenu',
    city: 'La ville',
    explorer: 'Explorateur',
    sources: 'Sources',
  },
  switches: {
    language: 'Langue',
    theme: 'Couleurs',
    themes: { auto: 'Comme mon système', light: 'Clair', dark: 'Sombre' },
  },
  states: {
    loading: 'Chargement…',
  },
  footer: {
    what: 'Brussels City Graph lit les administrations de la Région de Bruxelles-Capitale là où elles gardent leurs données, et ne copie rien.',
    contract: 'Le contrat (schéma GraphQL)',
    catalogue: 'Le catalogue (DCAT-AP)',
    licences: 'Licences de ce dont cette page est faite',
    privacy: 'Ni cookies, ni suivi, ni requête à quiconque d’autre.',
  },
  front: {
    title: 'Une seule question à tout Bruxelles',
    lead: 'Bus et vélos, air et météo, permis et signalements : une réponse typée de toutes les administrations de la Région, qui dit qui le sait, depuis quand, et ce qui est en panne.',
  },
  missing: {
    title: 'Cette page n’existe pas',
    text: 'L’adresse est peut-être erronée, ou la page a été déplacée.',
    back: 'Vers la première page',
  },
};

export default fr;
