import { Presets, SingleBar } from 'cli-progress';

/** Tells on standard error how far a run is. */
export interface Progress {
  /** Begins a part of the work, in the place of the last one. */
  begin(what: string, total: number): void;
  reached(count: number): void;
  end(): void;
}

/** Milliseconds between two lines, where lines are all that can be shown. */
const LINE_EVERY = 5_000;

/** A bar on a terminal, else a line every few seconds. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY
    ? bar(stream)
    : lines(
        (line) => stream.write(`${line}\n`),
        () => performance.now(),
      );
}

function bar(stream: NodeJS.WriteStream): Progress {
  let current: SingleBar | null = null;
  const end = (): void => {
    current?.stop();
    current = null;
  };
  return {
    begin(what, total) {
      end();
      current = new SingleBar(
        { stream, format: `${what.padEnd(24)} {bar} {percentage} % | {eta_formatted} left`, hideCursor: true },
        Presets.shades_classic,
      );
      current.start(total, 0);
    },
    reached: (count) => current?.update(count),
    end,
  };
}

/** Exported for its test, which decides the time (milliseconds). */
export function lines(print: (line: string) => void, now: () => number): Progress {
  let [what, total, printedAt] = ['', 0, now()];
  return {
    begin(begun, of) {
      [what, total] = [begun, of];
    },
    reached(count) {
      if (now() - printedAt < LINE_EVERY) return;
      printedAt = now();
      print(`${what}: ${total > 0 ? Math.floor((100 * count) / total) : 100} %`);
    },
    end() {},
  };
}
