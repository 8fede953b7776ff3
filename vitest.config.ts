import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const EXCLUDED = ['**/node_modules/**', 'dist/**'];
const LAMBDA = ['test/lambda/**/*.test.ts'];
const ALONE = ['test/resilience/**/*.test.ts', 'test/security/load.test.ts', 'test/fuzz/*.test.ts'];

export default defineConfig({
  // As Node resolves it: else graphql would be there twice, as a module and as CommonJS.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    exclude: EXCLUDED,
    environment: 'node',
    // The gateway signs what it asks of a subgraph; requests are written down where a test is about that.
    env: { GATEWAY_KEYS: 'test:0123456789abcdef0123456789abcdef', LOG_REQUESTS: 'off' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'side by side', include: ['**/*.test.ts'], exclude: [...EXCLUDED, ...ALONE, ...LAMBDA] },
      },
      // Whoever tries what happens under load, or in how long, has the machine for itself.
      { extends: true, test: { name: 'alone', include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } } },
      // The functions as they are deployed: built once, then each in processes of its own.
      {
        extends: true,
        test: {
          name: 'lambda',
          include: LAMBDA,
          globalSetup: 'test/lambda/support/build.ts',
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
