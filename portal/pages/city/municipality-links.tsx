import { plain } from '../../parts/plain.ts';
import { useReading } from '../../shell/language.tsx';
import { municipalityPath } from '../../shell/routes.ts';
import type { Municipality } from './map.tsx';

/** The ways to the pages of the 19 municipalities. */
export function MunicipalityLinks({ of }: { readonly of: readonly Pick<Municipality, 'nisCode' | 'name'>[] }) {
  const { language, messages } = useReading();
  const named = of.map(({ nisCode, name }) => ({ nisCode, text: plain(name, language) || nisCode }));
  return (
    <nav className="nineteen" aria-labelledby="nineteen-title">
      <h2 id="nineteen-title">{messages.map.municipalities}</h2>
      <ul>
        {named
          .toSorted((a, b) => a.text.localeCompare(b.text, language))
          .map(({ nisCode, text }) => (
            <li key={nisCode}>
              <a href={municipalityPath(nisCode)}>{text}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
