/** How often a smaller input is tried. */
const TRIES = 300;

/**
 * The smallest part of a text that still fails: pieces are left out, large ones first, as long as it does.
 * @param fails Whether a text fails like the whole did.
 */
export async function shrink(text: string, fails: (smaller: string) => Promise<boolean>): Promise<string> {
  let smallest = text;
  let tries = 0;
  for (let size = Math.ceil(text.length / 2); size >= 1 && tries < TRIES; size = Math.floor(size / 2)) {
    for (let at = 0; at < smallest.length && tries < TRIES; ) {
      const smaller = smallest.slice(0, at) + smallest.slice(at + size);
      tries += 1;
      if (smaller.length < smallest.length && (await fails(smaller))) smallest = smaller;
      else at += size;
    }
  }
  return smallest;
}
