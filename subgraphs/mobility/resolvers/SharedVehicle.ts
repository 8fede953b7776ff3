import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import type { SharedVehicleResolvers } from '../__generated__/types.ts';

export const SharedVehicle: SharedVehicleResolvers = {
  ...placedResolvers,
  range: ({ rangeMetres, provenance }) =>
    rangeMetres === null ? null : { value: rangeMetres, unit: 'm', quality: 'UNVALIDATED', provenance },
};
