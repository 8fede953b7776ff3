/** A value and when it was so, as it is written below the chart. */
export interface Sample {
  readonly when: string;
  readonly value: number;
}

interface LineProps {
  readonly label: string;
  /** The earliest first. */
  readonly samples: readonly Sample[];
  readonly target?: number | null;
  readonly format: (value: number) => string;
}

const HEIGHT = 96;

/** A value over time: a line with its first, last, highest and lowest value written beside it. */
export function LineChart({ label, samples, target = null, format }: LineProps) {
  const values = samples.map(({ value }) => value);
  const [low, high] = [Math.min(...values, target ?? Infinity), Math.max(...values, target ?? -Infinity)];
  const x = (index: number): number => (samples.length === 1 ? 50 : (100 * index) / (samples.length - 1));
  const y = (value: number): number => (high === low ? 50 : 94 - (88 * (value - low)) / (high - low));
  const path = values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(value)}`).join('');
  const [first, last] = [samples[0], samples.at(-1)];
  return (
    <figure className="line" role="img" aria-label={label}>
      <div className="scale" aria-hidden="true">
        <span>{format(high)}</span>
        <span>{format(low)}</span>
      </div>
      <div className="plot" aria-hidden="true">
        <svg width="100%" height={HEIGHT} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {target !== null && <line x1="0" x2="100" y1={y(target)} y2={y(target)} className="aim" />}
          <path d={path} className="run" />
        </svg>
        {samples.length <= 12 && (
          <svg className="dots" width="100%" height={HEIGHT} aria-hidden="true">
            {samples.map(({ when, value }, index) => (
              <circle key={when} cx={`${x(index)}%`} cy={`${y(value)}%`} r="3.5" className="dot" />
            ))}
          </svg>
        )}
        <div className="ends">
          <span>{first?.when}</span>
          <span>{last?.when}</span>
        </div>
      </div>
    </figure>
  );
}
