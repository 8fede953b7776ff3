import { LineChart, type Sample } from '../../parts/line-chart.tsx';
import { Provenance } from '../../parts/provenance.tsx';
import { StripPlot } from '../../parts/strip-plot.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';
import { AirDays, type hoursOf } from './air-days.tsx';
import { AllValues } from './all-values.tsx';
import { type Among, type Indicated, rankOf } from './compared.ts';

interface CardProps {
  readonly of: Indicated;
  readonly nisCode: string;
  readonly all: readonly Among[];
  readonly earlier: readonly Sample[];
  /** Hours of the last days, for what changes with each. */
  readonly hours: ReturnType<typeof hoursOf>;
  /** What stands where there is no chart over time. */
  readonly withoutHistory: string;
}

/** One indicator: its value, how it stands among the 19, how it was, and what it rests on. */
export function IndicatorCard({ of, nisCode, all, earlier, hours, withoutHistory }: CardProps) {
  const { municipality: texts } = useMessages();
  const format = useFormat();
  const { indicator, value, period, sampleSize, quality, inputs } = of;
  const { id, title, unit, direction, target } = indicator;
  const unitText = format.unit(unit);
  const told = (number: number): string => format.number(number, Math.abs(number) < 100 ? 1 : 0);
  const values = all.flatMap((each) => (each.value === null ? [] : [each.value]));
  const way = texts[direction === 'UP' ? 'up' : direction === 'DOWN' ? 'down' : 'neither'];
  const readings = [
    way,
    period ? `${texts.period} ${period}` : texts.now,
    ...(sampleSize && sampleSize > 1 ? [texts.sample(format.number(sampleSize))] : []),
    { VALIDATED: texts.validated, DERIVED: texts.derived, UNVALIDATED: texts.unvalidated }[quality],
  ];
  const isSame = new Set(values).size === 1;
  const rank = value === null ? '' : texts.rank(String(rankOf(values, value)), String(values.length));
  return (
    <article className="indicator" aria-labelledby={`indicator-${id}`}>
      <h3 id={`indicator-${id}`}>{title.value}</h3>
      {value === null ? (
        <p className="figure">
          <span className="none">{texts.noValue}</span> <span className="quiet">{texts.noValueWhy}</span>
        </p>
      ) : (
        <p className="figure">
          <span className="value">{told(value)}</span> <span className="unit">{unitText}</span>
        </p>
      )}
      <p className="quiet readings">{value === null ? way : readings.join(' · ')}</p>
      {target && (
        <p className="quiet readings">
          {texts.target(`${told(target.value)} ${unitText}`, target.setBy, target.year ? String(target.year) : '')}
        </p>
      )}
      {value !== null && values.length > 1 && (
        <>
          <h4>{texts.compared}</h4>
          {isSame ? (
            <p className="quiet readings">{texts.allSame(String(values.length))}</p>
          ) : (
            <>
              <StripPlot
                label={`${title.value}: ${told(value)} ${unitText}. ${rank}`}
                values={values}
                own={value}
                target={target?.value ?? null}
                format={told}
              />
              <p className="quiet readings">{rank}</p>
            </>
          )}
        </>
      )}
      {value !== null && <h4>{texts.overTime}</h4>}
      {earlier.length > 1 ? (
        <LineChart
          label={`${title.value}: ${earlier.map((each) => `${each.when} ${told(each.value)}`).join(', ')}`}
          samples={earlier}
          target={target?.value ?? null}
          format={told}
        />
      ) : hours ? (
        <AirDays {...hours} isAlone={value === null} />
      ) : (
        value !== null && <p className="quiet no-history">{withoutHistory}</p>
      )}
      <AllValues of={of} nisCode={nisCode} all={all} earlier={earlier} told={told} />
      {inputs.length === 0 && value !== null && <p className="provenance">{texts.graphItself}</p>}
      {inputs.map((input) => (
        <Provenance key={input.dataset.id} of={input} />
      ))}
    </article>
  );
}
