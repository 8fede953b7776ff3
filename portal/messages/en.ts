/** The page's own texts. English is the one that gives them their names; French and Dutch have the same. */
const en = {
  nav: {
    label: 'Pages',
    skip: 'Skip to the content',
    city: 'City',
    explorer: 'Explorer',
    sources: 'Sources',
  },
  switches: {
    language: 'Language',
    theme: 'Colours',
    themes: { auto: 'As my system', light: 'Light', dark: 'Dark' },
  },
  states: {
    loading: 'Loading…',
  },
  footer: {
    what: 'Brussels City Graph reads the administrations of the Brussels-Capital Region where they keep their data, and copies nothing.',
    contract: 'The contract (GraphQL schema)',
    catalogue: 'The catalogue (DCAT-AP)',
    licences: 'Licences of what this page is made of',
    privacy: 'No cookies, no tracking, no request to anyone else.',
  },
  front: {
    title: 'One question to all of Brussels',
    lead: 'Buses and bikes, air and weather, permits and street reports: one typed answer from all administrations of the region, which says who knows it, since when, and what is down.',
  },
  missing: {
    title: 'There is no such page',
    text: 'The address may be wrong, or the page may have moved.',
    back: 'To the first page',
  },
};

export type Messages = typeof en;
export default en;
