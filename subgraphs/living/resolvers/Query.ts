import { ofRegion } from '../../../kernel/indicators.ts';
import { pickLocated } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';

export const Query: QueryResolvers = {
  stages: (_, args, { loaders, outages }) => pickLocated('Stage', loaders.stages, args, outages),
  speedCameras: (_, args, { loaders, outages }) => pickLocated('SpeedCamera', loaders.speedCameras, args, outages),
  livingIndicators: ofRegion(indicators),
};
