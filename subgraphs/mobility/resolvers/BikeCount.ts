import type { BikeCountResolvers } from '../__generated__/types.ts';

export const BikeCount: BikeCountResolvers = {
  averageSpeed: ({ averageSpeed, provenance }) =>
    averageSpeed === null ? null : { value: averageSpeed, unit: 'km/h', quality: 'UNVALIDATED', provenance },
};
