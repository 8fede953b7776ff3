import { Plate } from '../../parts/plate.tsx';
import { Provenance } from '../../parts/provenance.tsx';
import { useMessages } from '../../shell/language.tsx';
import { municipalityPath } from '../../shell/routes.ts';
import type { Municipality } from './map.tsx';

/** What a click on a municipality says: its name, and where its page is. */
export function MunicipalityPanel({ of, onClose }: { readonly of: Municipality; readonly onClose: () => void }) {
  const { map } = useMessages();
  return (
    <section className="chosen" aria-label={map.chosen}>
      <header>
        <button type="button" className="close" onClick={onClose} aria-label={map.close}>
          <span aria-hidden="true">×</span>
        </button>
        <h2>
          <Plate of={of.name} otherwise={of.nisCode} />
        </h2>
      </header>
      <p>
        <a href={municipalityPath(of.nisCode)}>{map.toMunicipality}</a>
      </p>
      {of.provenance && <Provenance of={of.provenance} />}
    </section>
  );
}
