import { useSyncExternalStore } from 'react';
import { keep, kept } from './kept.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const listeners = new Set<() => void>();
const root = document.documentElement;
const themeOf = (text: string | null | undefined): Theme => THEMES.find((theme) => theme === text) ?? 'auto';

/** `auto` follows the system. The style sheet reads it from `data-theme`. */
export function chooseTheme(theme: Theme): void {
  root.dataset.theme = theme;
  keep('theme', theme === 'auto' ? null : theme);
  for (const listener of listeners) listener();
}

root.dataset.theme = themeOf(kept('theme'));
const system = matchMedia('(prefers-color-scheme: dark)');
system.addEventListener('change', () => {
  for (const listener of listeners) listener();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is chosen. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => themeOf(root.dataset.theme));

/** What is seen: for pictures that are drawn and not styled. */
export const useIsDark = (): boolean =>
  useSyncExternalStore(subscribe, () => {
    const theme = themeOf(root.dataset.theme);
    return theme === 'dark' || (theme === 'auto' && system.matches);
  });
