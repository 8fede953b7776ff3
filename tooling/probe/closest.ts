/** The name that takes the fewest letters added, left out or changed to become a text. */
export function closest(text: string, names: readonly string[]): string | null {
  const ranked = names.map((name) => ({ name, steps: stepsBetween(text, name) }));
  return ranked.toSorted((a, b) => a.steps - b.steps)[0]?.name ?? null;
}

/** Levenshtein's distance, a row of its table at a time. */
function stepsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const changed = (above[column] ?? 0) + (letter === other ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
