import type { Plugin } from 'vite';

/** Takes the fonts out of a package's style sheet: they are data in it, which the policy of the page does not allow. */
export function withoutFonts(sheet: string): Plugin {
  return {
    name: 'without-fonts',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes(sheet) ? { code: code.replaceAll(/@font-face\s*\{[^}]*\}/g, ''), map: null } : null,
  };
}
