import type { ProjectPartnerResolvers } from '../__generated__/types.ts';
import { administrations } from '../catalogue.ts';

export const ProjectPartner: ProjectPartnerResolvers = {
  administration: ({ administrationId }) => administrations.find(({ id }) => id === administrationId) ?? null,
};
