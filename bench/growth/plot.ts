/** A series of measurements: how much, and what it cost. */
export interface Series {
  readonly title: string;
  readonly unit: string;
  readonly points: readonly { readonly n: number; readonly ms: number }[];
}

const WIDTH = 300;
const HEIGHT = 230;
const LEFT = 52;
const BOTTOM = 44;
const TOP = 34;

/** Draws series beside each other as SVG, both axes logarithmic: what grows linearly has the slope of the dashed line. */
export function plot(all: readonly Series[]): string {
  const panels = all.map((series, i) => `<g transform="translate(${i * (WIDTH + 20)} 0)">${panel(series)}</g>`);
  const width = all.length * (WIDTH + 20);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" font-family="sans-serif" font-size="11" role="img" aria-label="Cost of an operation as the graph grows"><rect width="100%" height="100%" fill="#fff"/>${panels.join('')}</svg>\n`;
}

function panel({ title, unit, points }: Series): string {
  const first = points[0] ?? { n: 1, ms: 1 };
  const last = points.at(-1) ?? first;
  const [lowest, highest] = [Math.min(...points.map(({ ms }) => ms)), Math.max(...points.map(({ ms }) => ms))];
  const bottom = 10 ** Math.floor(Math.log10(lowest));
  const top = 10 ** Math.ceil(Math.log10(highest) + 0.05);
  const x = (n: number): number =>
    LEFT + ((WIDTH - LEFT - 12) * Math.log(n / first.n)) / Math.log(Math.max(last.n / first.n, 2));
  const y = (ms: number): number =>
    HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * Math.log(ms / bottom)) / Math.log(top / bottom);
  const linear = Math.min(last.n, (first.n * top) / first.ms);
  const decades = Array.from({ length: Math.round(Math.log10(top / bottom)) + 1 }, (_, i) => bottom * 10 ** i);
  return [
    `<text x="${LEFT}" y="16" font-weight="bold">${title}</text>`,
    ...decades.map(
      (ms) =>
        `<line x1="${LEFT}" x2="${WIDTH - 12}" y1="${y(ms)}" y2="${y(ms)}" stroke="#ddd"/><text x="${LEFT - 5}" y="${y(ms) + 4}" text-anchor="end">${Number(ms.toPrecision(1))} ms</text>`,
    ),
    `<line x1="${x(first.n)}" y1="${y(first.ms)}" x2="${x(linear)}" y2="${y((first.ms * linear) / first.n)}" stroke="#888" stroke-dasharray="4 4"/>`,
    `<polyline fill="none" stroke="#0b5394" stroke-width="2" points="${points.map(({ n, ms }) => `${x(n)},${y(ms)}`).join(' ')}"/>`,
    ...points.map(
      ({ n, ms }) =>
        `<circle cx="${x(n)}" cy="${y(ms)}" r="3" fill="#0b5394"/><text x="${x(n)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${n}</text>`,
    ),
    `<text x="${(WIDTH + LEFT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${unit}</text>`,
  ].join('');
}
