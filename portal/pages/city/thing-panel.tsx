import { Provenance } from '../../parts/provenance.tsx';
import type { Thing } from './layer.ts';
import { useTelling } from './use-telling.ts';

/** What was chosen on the map or in the list: its values, and who says so. */
export function ThingPanel({ thing, onClose }: { readonly thing: Thing; readonly onClose: () => void }) {
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
        <h2>{title}</h2>
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
