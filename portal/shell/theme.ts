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

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is chosen. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => themeOf(root.dataset.theme));

const system = matchMedia('(prefers-color-scheme: dark)');

function subscribeToAll(listener: () => void): () => void {
  const unsubscribe = subscribe(listener);
  system.addEventListener('change', listener);
  return () => {
    unsubscribe();
    system.removeEventListener('change', listener);
  };
}

/** Whether the page is dark now, by choice or as the system is. */
export const useIsDark = (): boolean =>
  useSyncExternalStore(subscribeToAll, () => {
    const theme = themeOf(root.dataset.theme);
    return theme === 'auto' ? system.matches : theme === 'dark';
  });
