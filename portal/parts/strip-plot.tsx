interface StripProps {
  /** What a reader who does not see it is told. */
  readonly label: string;
  readonly values: readonly number[];
  readonly own: number;
  readonly target: number | null;
  readonly format: (value: number) => string;
}

/** A value among others of its kind: one tick each on a line, its own a large dot, the aim a dashed mark. */
export function StripPlot({ label, values, own, target, format }: StripProps) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = target === null ? [low, high] : [Math.min(low, target), Math.max(high, target)];
  const at = (value: number): string => `${to === from ? 50 : 2 + (96 * (value - from)) / (to - from)}%`;
  return (
    <svg className="strip" role="img" aria-label={label} width="100%" height="46">
      <line x1="2%" x2="98%" y1="18" y2="18" className="axis" />
      {values.toSorted().map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ticks have no identity.
        <line key={index} x1={at(value)} x2={at(value)} y1="12" y2="24" className="tick" />
      ))}
      {target !== null && <line x1={at(target)} x2={at(target)} y1="4" y2="32" className="aim" />}
      <circle cx={at(own)} cy="18" r="7" className="own" />
      <text x="2%" y="43" className="end">
        {format(from)}
      </text>
      <text x="98%" y="43" textAnchor="end" className="end">
        {format(to)}
      </text>
    </svg>
  );
}
