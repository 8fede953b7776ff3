import { join } from 'node:path';
import { defineConfig } from 'vite';
import { licences } from './build/licences.ts';
import { withoutFonts } from './build/without-fonts.ts';

/** Browsers of the last two years: they have `light-dark()`, which is then left as it is. */
const BROWSERS = ['chrome123', 'firefox128', 'safari17.5'];

/** `npm run build:portal`; `npx vite portal` serves the sources beside a running `npm start`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutFonts('graphiql/dist/style.css'), licences()],
  build: {
    outDir: join(import.meta.dirname, '..', 'dist', 'portal'),
    emptyOutDir: true,
    target: BROWSERS,
    cssTarget: BROWSERS,
    assetsInlineLimit: 0, // Fonts and pictures are files: the policy of the page allows no data in their place.
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // Packages mark what runs in a browser, where everything here does.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/catalogue', '/schema.graphql', '/health'].map((path) => [path, 'http://localhost:4000']),
    ),
  },
});
