import { useSyncExternalStore } from 'react';

/** Told after each change of the address that this page made itself. */
const MOVED = 'portal:moved';

function subscribe(listener: () => void): () => void {
  const types = ['popstate', 'hashchange', MOVED];
  for (const type of types) window.addEventListener(type, listener);
  return () => {
    for (const type of types) window.removeEventListener(type, listener);
  };
}

/** The path of the address, such as `/city`; the component is drawn again when it changes. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname);

/** What stands behind the question mark; the component is drawn again when it changes. */
export const useSearch = (): URLSearchParams =>
  new URLSearchParams(useSyncExternalStore(subscribe, () => location.search));

/** Goes to another page of ours, as a link does. */
export function go(address: string): void {
  history.pushState(null, '', address);
  window.dispatchEvent(new Event(MOVED));
}

/** Writes what is chosen on a page into its address, so that it can be shared; `null` takes a part out. */
export function remember(parts: Readonly<Record<string, string | null>>): void {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(parts)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  if (address.href === location.href) return;
  history.replaceState(null, '', address);
  window.dispatchEvent(new Event(MOVED));
}

/** Has plain links to pages of ours change the page without loading it anew. */
export function takeLinks(isOurs: (path: string) => boolean): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const href = link?.getAttribute('href'); // A link in a picture has no plain `href` of its own.
    if (!href || !isPlain || link?.target || event.defaultPrevented) return;
    const { href: address, origin, pathname, hash } = new URL(href, location.href);
    if (origin !== location.origin || !isOurs(pathname) || (hash && pathname === location.pathname)) return;
    event.preventDefault();
    go(address);
  });
}
