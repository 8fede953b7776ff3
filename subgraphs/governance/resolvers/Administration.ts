import { find } from '../../../kernel/lists.ts';
import type { AdministrationResolvers } from '../__generated__/types.ts';
import { administrations, datasetsOf } from '../catalogue.ts';

export const Administration: AdministrationResolvers = {
  __resolveReference: ({ id }) => find('Administration', administrations, id),
  datasets: ({ id }) => datasetsOf(id),
};
