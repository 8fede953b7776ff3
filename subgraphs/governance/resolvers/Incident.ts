import { unknownId } from '../../../kernel/errors.ts';
import type { IncidentResolvers } from '../__generated__/types.ts';

export const Incident: IncidentResolvers = {
  __resolveReference: async ({ id }, { loaders }) =>
    (await loaders.incidents()).find((incident) => incident.id === id) ?? unknownId('Incident', id),
  municipality: ({ nisCode }) => (nisCode ? { nisCode } : null),
};
