import { squareKilometresOf } from '../../../kernel/geography/area.ts';
import { centreOf } from '../../../kernel/geography/municipalities.ts';
import { figuresOf, type IndicatorFigure } from '../../../kernel/indicators.ts';
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
  governanceIndicators: ({ nisCode }, { asOf }, { loaders }) =>
    figuresOf(indicators, { loaders, nisCode, asOf: asOf ?? null }),
  qualityOfLife: async (municipality, _, { loaders }) => {
    const own = await figuresOf(indicators, { loaders, nisCode: municipality.nisCode, asOf: null });
    const others = domains.flatMap((domain) => readFigures(Reflect.get(municipality, `${domain}Indicators`)));
    return byActionArea([...others, ...own.filter((figure): figure is IndicatorFigure => !(figure instanceof Error))]);
  },
};
