import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node resolves it: else graphql would be there twice, as a module and as CommonJS.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    environment: 'node',
    // The gateway signs what it asks of a subgraph.
    env: { GATEWAY_KEYS: 'test:0123456789abcdef0123456789abcdef' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
