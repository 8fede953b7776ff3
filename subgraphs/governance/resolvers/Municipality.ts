import { squareKilometresOf } from '../../../kernel/geography/area.ts';
import { centreOf } from '../../../kernel/geography/municipalities.ts';
import { figuresOf, ofMunicipality } from '../../../kernel/indicators.ts';
import { take } from '../../../kernel/lists.ts';
import { domains } from '../__generated__/indicators.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';
import { byActionArea, readFigures } from '../quality-of-life.ts';

export const Municipality: MunicipalityResolvers = {
  name: async ({ nisCode }, _, { loaders }) => (await loaders.municipalities()).byNisCode.get(nisCode)?.name ?? null,
  labelPoint: ({ nisCode }) => centreOf(nisCode),
  boundary: async ({ nisCode }, _, { loaders }) =>
    (await loaders.municipalities()).byNisCode.get(nisCode)?.boundary ?? null,
  area: async ({ nisCode }, _, { loaders }) => {
    const { byNisCode, provenance } = await loaders.municipalities();
    const boundary = byNisCode.get(nisCode)?.boundary;
    if (!boundary) return null;
    return { value: squareKilometresOf(boundary), unit: 'km2', quality: 'DERIVED', provenance };
  },
  provenance: async (_, __, { loaders }) => (await loaders.municipalities()).provenance,
  incidents: async ({ nisCode }, { first }, { loaders }) =>
    take((await loaders.incidentsByMunicipality()).get(nisCode) ?? [], first),
  permits: async ({ nisCode }, { first }, { loaders }) => take(await loaders.permits.within(nisCode), first),
  neighbourhoods: ({ nisCode }, _, { loaders }) => loaders.neighbourhoods.within(nisCode),
  projects: async ({ nisCode }, _, { loaders }) =>
    (await loaders.projects()).filter(({ nisCodes }) => nisCodes.includes(nisCode)),
  governanceIndicators: ofMunicipality(indicators),
  qualityOfLife: async (municipality, _, { loaders, outages, now }) => {
    const own = await figuresOf(indicators, { nisCode: municipality.nisCode }, { loaders, outages, now });
    const others = domains.flatMap((domain) => readFigures(domain, Reflect.get(municipality, `${domain}Indicators`)));
    const all = [...others, ...own];
    // What is left out has no place in the answer, but a name.
    for (const one of all) if (one instanceof Error && !outages.includes(one)) outages.push(one);
    return byActionArea(all.flatMap((one) => (one instanceof Error ? [] : [one])));
  },
};
