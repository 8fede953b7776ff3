import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { SpeedCameraResolvers } from '../__generated__/types.ts';

export const SpeedCamera: SpeedCameraResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('SpeedCamera', await loaders.speedCameras.all(), id, outages),
  ...placedResolvers,
};
