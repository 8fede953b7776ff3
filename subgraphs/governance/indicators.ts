import { historyNotKept } from '../../kernel/errors.ts';
import { type Both, ofNow, provenances } from '../../kernel/indicator-kinds.ts';
import { type Figure, type Indicator, percent } from '../../kernel/indicators.ts';
import { inBrussels } from '../../kernel/time.ts';
import type { Loaders } from './loaders.ts';
import type { IncidentModel } from './models.ts';
import { isRunning } from './participation.ts';

/** An indicator of the reports about the public space, for the region and each municipality. */
function ofReports(
  compute: (reports: readonly IncidentModel[]) => Pick<Figure, 'value' | 'sampleSize'>,
): Both<Loaders> {
  return ofNow(async (loaders, nisCode) => {
    const reports = (await loaders.incidents()).filter((report) => nisCode === null || report.nisCode === nisCode);
    return { ...compute(reports), inputs: provenances(reports) };
  });
}

/** Licences that let everyone reuse the data, with or without naming the source. */
const OPEN = /^(CC0|CC-BY|ODbL|ODC|PDDL|EUPL)/;

function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const HOUR = 3_600_000;

/** The indicators of governance. */
export const indicators: readonly Indicator<Loaders>[] = [
  {
    id: 'reports-closed',
    title: {
      en: 'Reports handled',
      fr: 'Signalements traités',
      nl: 'Afgehandelde meldingen',
      de: 'Erledigte Meldungen',
    },
    definition: {
      en: 'Share of the 500 most recent reports about the public space that are closed.',
      fr: "Part des 500 signalements les plus récents dans l'espace public qui sont clôturés.",
      nl: 'Aandeel van de 500 recentste meldingen over de openbare ruimte dat is afgesloten.',
      de: 'Anteil der 500 jüngsten Meldungen über den öffentlichen Raum, die abgeschlossen sind.',
    },
    actionArea: 'GOVERNANCE',
    unit: '%',
    frameworks: ['ISO 37122 (governance)', 'Smart City Wheel (online services)'],
    direction: 'UP',
    target: null,
    ...ofReports((reports) => ({
      value: percent(reports.filter(({ status }) => status === 'CLOSED').length, reports.length),
      sampleSize: reports.length,
    })),
  },
  {
    id: 'time-to-close',
    title: {
      en: 'Time to handle a report',
      fr: "Délai de traitement d'un signalement",
      nl: 'Behandeltijd van een melding',
      de: 'Bearbeitungszeit einer Meldung',
    },
    definition: {
      en: 'Median hours from a report to its last change, over the closed ones among the 500 most recent; slower ones are not among these yet.',
      fr: 'Médiane des heures entre un signalement et sa dernière modification, parmi les clôturés des 500 plus récents ; les plus lents n’y sont pas encore.',
      nl: 'Mediaan van de uren tussen een melding en haar laatste wijziging, over de afgesloten meldingen van de 500 recentste; tragere zijn er nog niet bij.',
      de: 'Median der Stunden von der Meldung bis zu ihrer letzten Änderung, über die abgeschlossenen der 500 jüngsten; langsamere sind noch nicht dabei.',
    },
    actionArea: 'GOVERNANCE',
    unit: 'h',
    frameworks: ['ISO 37122 (governance)'],
    direction: 'DOWN',
    target: null,
    ...ofReports((reports) => {
      const hours = reports.flatMap(({ status, createdAt, updatedAt }) =>
        status === 'CLOSED' && createdAt && updatedAt ? [(updatedAt.getTime() - createdAt.getTime()) / HOUR] : [],
      );
      const value = median(hours);
      return { value: value === null ? null : Math.round(value * 10) / 10, sampleSize: hours.length };
    }),
  },
  {
    id: 'open-licence-share',
    title: {
      en: 'Datasets under an open licence',
      fr: 'Jeux de données sous licence ouverte',
      nl: 'Datasets met een open licentie',
      de: 'Datensätze unter offener Lizenz',
    },
    definition: {
      en: 'Share of the datasets in this graph whose licence lets everyone reuse them; where none is published, it does not count as open. Computed from this graph itself, so that it names no inputs.',
      fr: 'Part des jeux de données de ce graphe dont la licence permet à chacun de les réutiliser ; sans licence publiée, le jeu n’est pas compté comme ouvert. Calculé à partir du graphe lui-même, donc sans sources citées.',
      nl: 'Aandeel van de datasets in deze graaf die iedereen volgens de licentie mag hergebruiken; zonder gepubliceerde licentie telt een dataset niet als open. Berekend uit de graaf zelf, dus zonder vermelde bronnen.',
      de: 'Anteil der Datensätze dieses Graphen, deren Lizenz allen die Weiterverwendung erlaubt; ohne veröffentlichte Lizenz zählt einer nicht als offen. Aus dem Graphen selbst berechnet, daher ohne genannte Quellen.',
    },
    actionArea: 'GOVERNANCE',
    unit: '%',
    frameworks: ['ISO 37122 (governance)', 'U4SSC (open data)'],
    direction: 'UP',
    target: null,
    region: async (loaders, asOf) => {
      if (asOf) throw historyNotKept('The catalogue');
      const licences = (await loaders.statuses()).map(({ source }) => source.licence.id);
      const open = licences.filter((id) => OPEN.test(id));
      return { value: percent(open.length, licences.length), sampleSize: licences.length, inputs: [] };
    },
  },
  {
    id: 'source-availability',
    title: {
      en: 'Availability of the sources',
      fr: 'Disponibilité des sources',
      nl: 'Beschikbaarheid van de bronnen',
      de: 'Verfügbarkeit der Quellen',
    },
    definition: {
      en: 'Mean over the sources asked in the last 15 minutes of the share of minutes in which they answered. Computed from this graph itself, so that it names no inputs.',
      fr: 'Moyenne, sur les sources interrogées ces 15 dernières minutes, de la part des minutes où elles ont répondu. Calculé à partir du graphe lui-même, donc sans sources citées.',
      nl: 'Gemiddelde, over de bronnen die de laatste 15 minuten zijn bevraagd, van het aandeel minuten waarin ze antwoordden. Berekend uit de graaf zelf, dus zonder vermelde bronnen.',
      de: 'Mittel über die in den letzten 15 Minuten befragten Quellen: Anteil der Minuten, in denen sie geantwortet haben. Aus dem Graphen selbst berechnet, daher ohne genannte Quellen.',
    },
    actionArea: 'GOVERNANCE',
    unit: '%',
    frameworks: ['Interoperable Europe (service quality)'],
    direction: 'UP',
    target: null,
    region: async (loaders, asOf) => {
      if (asOf) throw historyNotKept('The health of the sources');
      const known = (await loaders.statuses()).flatMap(({ health }) => health?.availability ?? []);
      const sum = known.reduce((total, availability) => total + availability, 0);
      return { value: percent(sum, known.length), sampleSize: known.length, inputs: [] };
    },
  },
  {
    id: 'participation-processes',
    title: {
      en: 'Participation under way',
      fr: 'Participation en cours',
      nl: 'Lopende participatie',
      de: 'Laufende Beteiligung',
    },
    definition: {
      en: 'Processes in which a public body asks now what people think.',
      fr: 'Processus dans lesquels une autorité demande maintenant l’avis de la population.',
      nl: 'Processen waarin een overheid nu vraagt wat mensen denken.',
      de: 'Verfahren, in denen eine Behörde jetzt fragt, was die Menschen denken.',
    },
    actionArea: 'GOVERNANCE',
    unit: '{process}',
    frameworks: ['ISO 37120 (governance)', 'Smart City Wheel (participation)'],
    direction: 'UP',
    target: null,
    region: async (loaders, asOf) => {
      const all = await loaders.participations();
      const running = all.filter((process) => isRunning(process, asOf ?? loaders.now()));
      return {
        value: running.length,
        period: asOf && inBrussels(asOf).toPlainDate().toString(),
        sampleSize: all.length,
        inputs: provenances(all),
      };
    },
  },
];
