import { createSubgraphHandler } from '../../kernel/subgraph.ts';
import { subgraph } from './subgraph.ts';

export const handler = createSubgraphHandler(subgraph);
