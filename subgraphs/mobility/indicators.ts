import { historyNotKept } from '../../kernel/errors.ts';
import { density, ofNow, provenances } from '../../kernel/indicator-kinds.ts';
import { type Indicator, percent } from '../../kernel/indicators.ts';
import type { Loaders } from './loaders.ts';

/** Things of a municipality, or of the region. */
const among = <T>(
  things: { readonly all: () => Promise<readonly T[]>; readonly within: (nisCode: string) => Promise<readonly T[]> },
  nisCode: string | null,
): Promise<readonly T[]> => (nisCode === null ? things.all() : things.within(nisCode));

/** A traffic counter is congested when a vehicle stands above it for more than this part of a minute (%). */
const CONGESTED = 30;

/** The indicators of mobility. */
export const indicators: readonly Indicator<Loaders>[] = [
  {
    id: 'bike-stations-usable',
    title: {
      en: 'Bike-sharing stations with a bike',
      fr: 'Stations de vélos partagés avec un vélo',
      nl: 'Deelfietsstations met een fiets',
      de: 'Leihradstationen mit einem Rad',
    },
    definition: {
      en: 'Share of the bike-sharing stations in service where at least one bike can be taken now.',
      fr: 'Part des stations en service où au moins un vélo peut être emprunté maintenant.',
      nl: 'Aandeel van de werkende stations waar nu minstens één fiets beschikbaar is.',
      de: 'Anteil der Stationen in Betrieb, an denen jetzt mindestens ein Rad bereitsteht.',
    },
    actionArea: 'MOBILITY',
    unit: '%',
    frameworks: ['ISO 37122 (transportation)', 'U4SSC (bicycle sharing)'],
    direction: 'UP',
    target: null,
    ...ofNow<Loaders>(async (loaders, nisCode) => {
      const stations = (await among(loaders.bikeStations, nisCode)).filter(({ renting }) => renting);
      const usable = stations.filter(({ bikesAvailable }) => (bikesAvailable ?? 0) > 0);
      return {
        value: percent(usable.length, stations.length),
        sampleSize: stations.length,
        inputs: provenances(stations),
      };
    }),
  },
  {
    id: 'shared-vehicle-density',
    title: {
      en: 'Shared vehicles per square kilometre',
      fr: 'Véhicules partagés par kilomètre carré',
      nl: 'Deelvoertuigen per vierkante kilometer',
      de: 'Leihfahrzeuge je Quadratkilometer',
    },
    definition: {
      en: 'Free-floating shared vehicles that can be taken now, divided by the area.',
      fr: 'Véhicules partagés en libre-service disponibles maintenant, divisés par la superficie.',
      nl: 'Vrij geparkeerde deelvoertuigen die nu beschikbaar zijn, gedeeld door de oppervlakte.',
      de: 'Jetzt verfügbare, frei abgestellte Leihfahrzeuge, geteilt durch die Fläche.',
    },
    actionArea: 'MOBILITY',
    unit: '{vehicle}/km2',
    frameworks: ['ISO 37122 (transportation)'],
    direction: 'NEITHER',
    target: null,
    ...density<Loaders>(({ sharedVehicles }) => sharedVehicles, { digits: 1 }),
  },
  {
    id: 'congestion',
    title: { en: 'Congested roads', fr: 'Routes encombrées', nl: 'Wegen met file', de: 'Überlastete Straßen' },
    definition: {
      en: 'Share of the counted stretches of main road above which a vehicle stood for more than 30 % of the last minute.',
      fr: 'Part des tronçons comptés où un véhicule se trouvait au-dessus du détecteur plus de 30 % de la dernière minute.',
      nl: 'Aandeel van de getelde wegvakken waar meer dan 30 % van de laatste minuut een voertuig boven de detector stond.',
      de: 'Anteil der gezählten Straßenabschnitte, an denen in mehr als 30 % der letzten Minute ein Fahrzeug über dem Detektor stand.',
    },
    actionArea: 'MOBILITY',
    unit: '%',
    frameworks: ['ISO 37122 (transportation)', 'U4SSC (travel time index)'],
    direction: 'DOWN',
    target: null,
    ...ofNow<Loaders>(async (loaders, nisCode) => {
      const counters = (await among(loaders.trafficCounters, nisCode)).filter(({ occupancy }) => occupancy !== null);
      const congested = counters.filter(({ occupancy }) => (occupancy ?? 0) > CONGESTED);
      return {
        value: percent(congested.length, counters.length),
        sampleSize: counters.length,
        inputs: provenances(counters),
      };
    }),
  },
  {
    id: 'cyclists-today',
    title: {
      en: 'Bicycles counted today',
      fr: "Vélos comptés aujourd'hui",
      nl: 'Fietsen geteld vandaag',
      de: 'Heute gezählte Fahrräder',
    },
    definition: {
      en: 'Bicycles counted since midnight, per counting pole that reports.',
      fr: 'Vélos comptés depuis minuit, par borne de comptage qui transmet.',
      nl: 'Fietsen geteld sinds middernacht, per telpaal die meldt.',
      de: 'Seit Mitternacht gezählte Fahrräder je meldender Zählstelle.',
    },
    actionArea: 'MOBILITY',
    unit: '{bicycle}/{pole}',
    frameworks: ['ISO 37120 (transportation)', 'U4SSC (transport)'],
    direction: 'UP',
    target: null,
    ...ofNow<Loaders>(async (loaders, nisCode) => {
      const counters = (await among(loaders.bikeCounters, nisCode)).filter(({ dayCount }) => dayCount !== null);
      const bicycles = counters.reduce((sum, { dayCount }) => sum + (dayCount ?? 0), 0);
      return {
        value: counters.length > 0 ? Math.round(bicycles / counters.length) : null,
        sampleSize: counters.length,
        inputs: provenances(counters),
      };
    }),
  },
  {
    id: 'lines-disrupted',
    title: { en: 'Disrupted lines', fr: 'Lignes perturbées', nl: 'Verstoorde lijnen', de: 'Gestörte Linien' },
    definition: {
      en: 'Share of the lines of public transport that a current message of their operator is about.',
      fr: 'Part des lignes de transport public concernées par un message actuel de leur exploitant.',
      nl: 'Aandeel van de lijnen van het openbaar vervoer waarover hun exploitant nu een bericht geeft.',
      de: 'Anteil der Linien des öffentlichen Verkehrs, die eine aktuelle Meldung ihres Betreibers betrifft.',
    },
    actionArea: 'MOBILITY',
    unit: '%',
    frameworks: ['IBSA (mobility)'],
    direction: 'DOWN',
    target: null,
    region: async (loaders, asOf) => {
      if (asOf) throw historyNotKept('What this indicator is computed from');
      const [lines, disruptions] = await Promise.all([loaders.lines(), loaders.disruptions()]);
      const disrupted = new Set(disruptions.flatMap(({ lineIds }) => lineIds));
      return {
        value: percent(lines.filter(({ id }) => disrupted.has(id)).length, lines.length),
        sampleSize: lines.length,
        inputs: [...provenances(lines), ...provenances(disruptions)],
      };
    },
  },
  {
    id: 'roadworks-density',
    title: {
      en: 'Works and events on the road',
      fr: 'Chantiers et événements sur la voirie',
      nl: 'Werken en evenementen op de weg',
      de: 'Baustellen und Ereignisse auf der Straße',
    },
    definition: {
      en: 'Events that are in the way of traffic now, per square kilometre.',
      fr: 'Événements qui gênent la circulation maintenant, par kilomètre carré.',
      nl: 'Gebeurtenissen die het verkeer nu hinderen, per vierkante kilometer.',
      de: 'Ereignisse, die den Verkehr jetzt behindern, je Quadratkilometer.',
    },
    actionArea: 'MOBILITY',
    unit: '{event}/km2',
    frameworks: ['IBSA (mobility)'],
    direction: 'DOWN',
    target: null,
    ...density<Loaders>(({ roadEvents }) => roadEvents),
  },
];
