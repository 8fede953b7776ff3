import type { Sample } from '../../parts/line-chart.tsx';
import { plain } from '../../parts/plain.ts';
import { useFormat } from '../../shell/format.ts';
import { useReading } from '../../shell/language.tsx';
import { municipalityPath } from '../../shell/routes.ts';
import type { Among, Indicated } from './compared.ts';

interface ValuesProps {
  readonly of: Indicated;
  readonly nisCode: string;
  readonly all: readonly Among[];
  readonly earlier: readonly Sample[];
  readonly told: (value: number) => string;
}

/** What the charts show, as tables, and how the indicator is computed. */
export function AllValues({ of: { indicator }, nisCode, all, earlier, told }: ValuesProps) {
  const { language, messages } = useReading();
  const { municipality: texts } = messages;
  const unit = useFormat().unit(indicator.unit);
  const sorted = all.toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  return (
    <details>
      <summary>{texts.definition}</summary>
      <p>{indicator.definition.value}</p>
      <p className="quiet">{indicator.frameworks.join('; ')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.area}</th>
            <th scope="col">
              {texts.value} {unit && `(${unit})`}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((each) => (
            <tr key={each.nisCode} className={each.nisCode === nisCode ? 'own' : undefined}>
              <th scope="row">
                <a href={municipalityPath(each.nisCode)}>{plain(each.name, language) || each.nisCode}</a>
              </th>
              <td>{each.value === null ? texts.noValue : told(each.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {earlier.length > 1 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.time}</th>
              <th scope="col">{texts.value}</th>
            </tr>
          </thead>
          <tbody>
            {earlier.map(({ when, value }) => (
              <tr key={when}>
                <th scope="row">{when}</th>
                <td>{told(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
