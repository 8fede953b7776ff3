import { createContext, type ReactNode, use, useState } from 'react';
import type { Messages } from '../messages/en.ts';
import { keep, kept } from './kept.ts';
import { remember } from './url.ts';

export const LANGUAGES = ['fr', 'nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words, as a switch shows them. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { fr: 'Français', nl: 'Nederlands', en: 'English' };

/** As dates and numbers are written here. */
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' };

/** One language at a time is loaded. */
const FILES: Readonly<Record<Language, () => Promise<{ default: Messages }>>> = {
  fr: () => import('../messages/fr.ts'),
  nl: () => import('../messages/nl.ts'),
  en: () => import('../messages/en.ts'),
};

const languageOf = (text: string | null): Language | null =>
  LANGUAGES.find((language) => text?.toLowerCase().startsWith(language)) ?? null;

/** The address's, else the one chosen last, else the first that the browser prefers, else French. */
export function firstLanguage(): Language {
  const wanted = [new URLSearchParams(location.search).get('lang'), kept('language'), ...navigator.languages];
  return wanted.map(languageOf).find((language) => language !== null) ?? 'fr';
}

/** The page's own texts in one language. */
export interface Reading {
  readonly language: Language;
  readonly locale: string;
  readonly messages: Messages;
  readonly choose: (language: Language) => void;
}

export async function loadMessages(language: Language): Promise<Messages> {
  return (await FILES[language]()).default;
}

const Context = createContext<Reading | null>(null);

interface Spoken {
  readonly language: Language;
  readonly messages: Messages;
}

/** Gives everything in it the reader's language, and the document its `lang`. */
export function Languages({ first, children }: { readonly first: Spoken; readonly children: ReactNode }) {
  const [spoken, speak] = useState(first);
  document.documentElement.lang = spoken.language;
  const choose = async (language: Language): Promise<void> => {
    speak({ language, messages: await loadMessages(language) });
    keep('language', language);
    remember({ lang: null }); // The choice goes before what a shared address said.
  };
  return <Context value={{ ...spoken, locale: LOCALES[spoken.language], choose }}>{children}</Context>;
}

/** The reader's language and the texts in it. */
export function useReading(): Reading {
  const reading = use(Context);
  if (!reading) throw new Error('Outside of Languages.');
  return reading;
}

export const useMessages = (): Messages => useReading().messages;
