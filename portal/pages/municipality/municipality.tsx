import './municipality.css';
import { MunicipalitiesCompared, MunicipalityAir } from '../../../client/__generated__/texts.ts';
import { outages } from '../../../client/index.ts';
import { graph } from '../../ask/graph.ts';
import { useAnswer } from '../../ask/use-answer.ts';
import { plain } from '../../parts/plain.ts';
import { Plate } from '../../parts/plate.tsx';
import { Troubles, Waiting } from '../../parts/troubles.tsx';
import { useReading } from '../../shell/language.tsx';
import { Page } from '../../shell/page.tsx';
import { municipalityPath } from '../../shell/routes.ts';
import { go } from '../../shell/url.ts';
import { type Air, hoursOf } from './air-days.tsx';
import { type Area, amongAll, type Compared } from './compared.ts';
import { IndicatorCard } from './indicator-card.tsx';
import { type History, useHistory } from './use-history.ts';

/** A municipality: the indicators of its quality of life by action area, beside those of the other 18. */
export default function Municipality({ nisCode }: { readonly nisCode: string }) {
  const { language, messages } = useReading();
  const { municipality: texts, nav } = messages;
  const asked = useAnswer('compared', (how) => graph.request(MunicipalitiesCompared, {}, how));
  const history = useHistory(nisCode, asked.answer !== null);
  const days = useAnswer(`air ${nisCode}`, (how) => graph.request(MunicipalityAir, { nisCode }, how));
  const all = (asked.answer?.data?.municipalities ?? []).filter((each) => each !== null);
  const own = all.find((each) => each.nisCode === nisCode);
  const isUnknown = all.length > 0 && !own;
  const name = own ? plain(own.name, language) || nisCode : nisCode;
  return (
    <Page title={name} heading={<Plate of={own?.name} otherwise={nisCode} />} className="municipality">
      <p className="way-back">
        <a href="/city">← {nav.city}</a>
      </p>
      <p className="lead">{isUnknown ? texts.unknown : texts.lead}</p>
      {all.length > 0 && <Choose all={all} nisCode={own ? nisCode : ''} />}
      <Waiting for={asked} />
      <Troubles of={asked.answer} again={asked.again} />
      {asked.answer && outages(asked.answer).length > 0 && <p>{texts.missingAreas}</p>}
      {own?.qualityOfLife && (
        <nav aria-label={texts.jump} className="jump">
          <ul>
            {own.qualityOfLife.map(({ actionArea }) => (
              <li key={actionArea}>
                <a href={`#area-${actionArea}`}>{texts.areas[actionArea]}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {own?.qualityOfLife?.map((area) => (
        <AreaOfLife
          key={area.actionArea}
          of={area}
          own={own}
          all={all}
          history={history}
          air={days.answer?.data?.municipalities[0]?.airQuality}
        />
      ))}
    </Page>
  );
}

interface AreaProps {
  readonly of: Area;
  readonly own: Compared;
  readonly all: readonly Compared[];
  readonly history: History;
  readonly air: Air | undefined;
}

function AreaOfLife({ of: { actionArea, indicators }, own: { nisCode }, all, history, air }: AreaProps) {
  const { messages } = useReading();
  const { municipality: texts, states } = messages;
  const without = history.isWaiting ? states.loading : history.isPartial ? texts.historyDown : texts.noHistory;
  return (
    <section className="area-of-life" aria-labelledby={`area-${actionArea}`}>
      <h2 id={`area-${actionArea}`}>{texts.areas[actionArea]}</h2>
      <div className="indicators">
        {indicators.map((each) => (
          <IndicatorCard
            key={each.indicator.id}
            of={each}
            nisCode={nisCode}
            all={amongAll(all, each.indicator.id)}
            earlier={history.samples.get(each.indicator.id) ?? []}
            hours={hoursOf(each.indicator.id, air)}
            withoutHistory={without}
          />
        ))}
      </div>
    </section>
  );
}

function Choose({ all, nisCode }: { readonly all: readonly Compared[]; readonly nisCode: string }) {
  const { language, messages } = useReading();
  return (
    <label className="choose">
      {messages.municipality.other}{' '}
      <select value={nisCode} onChange={(event) => go(municipalityPath(event.target.value))}>
        {/* Else the first one would seem to be chosen, and could not be. */}
        {nisCode === '' && <option value="" disabled hidden />}
        {all.map((each) => (
          <option key={each.nisCode} value={each.nisCode}>
            {plain(each.name, language) || each.nisCode}
          </option>
        ))}
      </select>
    </label>
  );
}
