/** The Explorer. */
export const explorer = {
  explorer: {
    lead: 'Write a question, or take one that is ready; run it; see who answered. Press Ctrl-Enter in the editor to run, and Ctrl-Space to see what may stand there.',
    examples: 'Ready to run',
    question: 'Question',
    language: 'Texts in',
    languages: { fr: 'French', nl: 'Dutch', de: 'German', en: 'English', 'fr, nl': 'French and Dutch' },
    key: 'API key (open data needs none)',
    share: 'Copy a link to this question',
    copied: 'Copied',
    sources: 'Who answered',
    notRun: 'Run the question to see its sources.',
    noSources: 'No administration was asked.',
    counted: (sources: number, down: number) =>
      `${sources === 1 ? '1 source' : `${sources} sources`}, ${down === 0 ? 'all of them answered' : `${down} down`}.`,
    cost: (units: number) => `It cost ${units} ${units === 1 ? 'unit' : 'units'} of the quota.`,
    served: {
      LIVE: 'asked just now',
      CACHE: 'from an answer that is still fresh',
      STALE: 'from an older answer that stands in',
    },
    nothing: 'gave nothing',
    code: 'Take it along',
    editors: { query: 'Question', variables: 'Variables, as JSON', answer: 'Answer' },
    codeIn: 'Code in',
    copyCode: 'Copy the code',
  },
};
