/** What an answer may never hold: an address, a host, a stack, a name of the machine's own, somebody's page. */
const INSIDE =
  /https?:\/\/[\w.:[\]-]*|127\.0\.0\.1(?::\d+)?|localhost(?::\d+)?|\[::1\]|\bat \S*[/(:]\S*|node_modules|\w+\.ts:\d+|\bE(?:CONN|NOTFOUND|TIMEDOUT|PIPE)\w*|<html/gi;

/** The first thing of the inside that a text holds and that its reader has not sent themselves; null when nothing does. */
export function leakIn(text: string, sent = ''): string | null {
  const found = [...text.matchAll(INSIDE)].map(([leak]) => leak);
  return found.find((leak) => !sent.toLowerCase().includes(leak.toLowerCase())) ?? null;
}
