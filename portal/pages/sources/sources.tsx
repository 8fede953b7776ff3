import './sources.css';
import { useEffect } from 'react';
import { SourcesPage } from '../../../client/__generated__/texts.ts';
import { graph } from '../../ask/graph.ts';
import { useAnswer } from '../../ask/use-answer.ts';
import { Troubles, Waiting } from '../../parts/troubles.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';
import { Page } from '../../shell/page.tsx';
import { remember, useSearch } from '../../shell/url.ts';
import { AdministrationSources } from './administration.tsx';
import { FILTERS, filterOf, isShown, standingOf } from './standing.ts';

/** How often it is asked anew, in milliseconds. */
const EACH_MINUTE = 60_000;

/** Every administration and dataset: how it stands now, what it promises, and under which licence it is. */
export default function Sources() {
  const { nav, sources: texts } = useMessages();
  const format = useFormat();
  const asked = useAnswer('sources', (how) => graph.request(SourcesPage, {}, how));
  const filter = filterOf(useSearch().get('show'));
  const { again } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` does the same each time.
  useEffect(() => {
    const timer = setInterval(() => document.hidden || again(), EACH_MINUTE);
    return () => clearInterval(timer);
  }, []);
  const administrations = (asked.answer?.data?.administrations ?? []).filter((each) => each !== null);
  const all = administrations.flatMap(({ datasets }) => datasets ?? []);
  const count = (standing: string): string =>
    format.number(all.filter(({ status }) => standingOf(status) === standing).length);
  return (
    <Page title={nav.sources} className="sources">
      <p className="lead">{texts.lead}</p>
      <p>
        <a href="/catalogue">{texts.catalogue}</a>
      </p>
      <Waiting for={asked} />
      <Troubles of={asked.answer} again={asked.again} />
      {all.length > 0 && (
        <>
          <p className="summary" role="status">
            {texts.summary(count('answering'), count('troubled'), count('unasked'))}{' '}
            <span className="quiet">{texts.update}</span>
          </p>
          <label>
            {texts.filter}{' '}
            <select value={filter} onChange={(event) => remember({ show: filterOf(event.target.value) })}>
              {FILTERS.map((each) => (
                <option key={each} value={each}>
                  {texts.filters[each]}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      {administrations.map(({ datasets, ...administration }) => {
        const shown = (datasets ?? []).filter(({ status }) => isShown(filter, status));
        return (
          shown.length > 0 && <AdministrationSources key={administration.id} of={administration} datasets={shown} />
        );
      })}
    </Page>
  );
}
