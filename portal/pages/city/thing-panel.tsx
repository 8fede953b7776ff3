import { useEffect, useRef } from 'react';
import { Provenance } from '../../parts/provenance.tsx';
import type { Thing } from './layer.ts';
import { useTelling } from './use-telling.ts';

interface PanelProps {
  readonly thing: Thing;
  /** Whether the reader comes from a list, and goes on here. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

/** What was chosen on the map or in the list: its values, and who says so. */
export function ThingPanel({ thing, takesFocus, onClose }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing takes the focus anew.
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [thing, takesFocus]);
  const telling = useTelling();
  const { messages } = telling;
  const { title, facts } = thing.describe(telling);
  return (
    <section className="chosen" aria-label={messages.map.chosen}>
      <header>
        <p className={`kind kind-${thing.layer}`}>{messages.layers[thing.layer]}</p>
        <button type="button" className="close" onClick={onClose} aria-label={messages.map.close}>
          <span aria-hidden="true">×</span>
        </button>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
      </header>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Provenance of={thing.origin} />
    </section>
  );
}
