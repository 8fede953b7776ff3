import './front.css';
import { RegionMap } from '../../client/__generated__/texts.ts';
import { useDatasets } from '../ask/datasets.tsx';
import { graph } from '../ask/graph.ts';
import { useAnswer } from '../ask/use-answer.ts';
import { RegionSketch } from '../parts/region-sketch.tsx';
import { useFormat } from '../shell/format.ts';
import { useMessages } from '../shell/language.tsx';
import { Page } from '../shell/page.tsx';

/** What this is, in one look, and the ways on for the three kinds of people who use it. */
export function Front() {
  const { front } = useMessages();
  const format = useFormat();
  const datasets = [...useDatasets().values()];
  const publishers = new Set(datasets.map(({ publisher }) => publisher.id));
  const { answer } = useAnswer('region', (how) => graph.request(RegionMap, {}, how));
  const municipalities = (answer?.data?.municipalities ?? []).filter((each) => each !== null);
  const { developers, governments, integrators } = front;
  return (
    <Page title={front.title} tab="Brussels City Graph" className="front">
      <div className="opening">
        <p className="lead">{front.lead}</p>
        <p>
          <a className="act" href="/city">
            {front.toCity}
          </a>
        </p>
        <p className="quiet counts">
          {datasets.length > 0 && front.counts(format.number(publishers.size), format.number(datasets.length))}
        </p>
      </div>
      <RegionSketch of={municipalities} />
      <h2 className="unseen">{front.ways}</h2>
      <ul className="ways">
        <li>
          <h3>{developers.title}</h3>
          <p>{developers.text}</p>
          <a href="/explorer">{developers.link}</a>
        </li>
        <li>
          <h3>{governments.title}</h3>
          <p>{governments.text}</p>
          <a href="/city#nineteen-title">{governments.link}</a>
        </li>
        <li>
          <h3>{integrators.title}</h3>
          <p>{integrators.text}</p>
          <a href="/sources">{integrators.link}</a>
          <a href="/schema.graphql">{integrators.contract}</a>
        </li>
      </ul>
    </Page>
  );
}
