import { unknownId } from '../../../kernel/errors.ts';
import type { AdministrationResolvers } from '../__generated__/types.ts';
import { administrations, datasetsOf } from '../catalogue.ts';

export const Administration: AdministrationResolvers = {
  __resolveReference: (reference) =>
    administrations.find(({ id }) => id === reference.id) ?? unknownId('Administration', reference.id),
  datasets: ({ id }) => datasetsOf(id),
};
