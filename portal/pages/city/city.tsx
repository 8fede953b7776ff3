import './city.css';
import { lazy, Suspense, useMemo, useState } from 'react';
import { RegionMap } from '../../../client/__generated__/texts.ts';
import { outages } from '../../../client/index.ts';
import { graph } from '../../ask/graph.ts';
import { useAnswer } from '../../ask/use-answer.ts';
import { Loading } from '../../parts/loading.tsx';
import { OutageList, Waiting } from '../../parts/troubles.tsx';
import { useMessages } from '../../shell/language.tsx';
import { Page } from '../../shell/page.tsx';
import { useSearch } from '../../shell/url.ts';
import { layersIn, switchLayer, ViewSwitch, viewIn } from './chosen.tsx';
import type { Point, Thing } from './layer.ts';
import { LayerSwitches } from './layer-switches.tsx';
import { Leaving } from './leaving.tsx';
import { MunicipalityLinks } from './municipality-links.tsx';
import { MunicipalityPanel } from './municipality-panel.tsx';
import { NextBus, SPEEDS, type Speed } from './next-bus.tsx';
import { ThingList } from './thing-list.tsx';
import { ThingPanel } from './thing-panel.tsx';
import { useLayers, type View } from './use-layers.ts';

const NONE: readonly Thing[] = [];

/** The library that draws the map comes when the page is there. */
const LazyMap = lazy(() => import('./map.tsx'));

/** The region, with what every domain knows of it: as a map, and as lists that say the same. */
export default function City() {
  const { nav, map } = useMessages();
  const search = useSearch();
  const text = search.get('layers');
  const on = useMemo(() => layersIn(text), [text]);
  const isList = viewIn(search) === 'list';
  const [view, look] = useState<View | null>(null);
  const [chosen, choose] = useState<Thing | null>(null);
  const [nisCode, chooseMunicipality] = useState<string | null>(null);
  const [point, setPoint] = useState<Point | null>(null);
  const [speed, walk] = useState<Speed>('usual');
  const [isPicking, pick] = useState(false);
  const region = useAnswer('region', (how) => graph.request(RegionMap, {}, how));
  const states = useLayers(on, view);
  const municipalities = useMemo(
    () => (region.answer?.data?.municipalities ?? []).filter((each) => each !== null),
    [region.answer],
  );
  const things = useMemo(
    () => new Map([...states].map(([id, { loaded }]) => [id, loaded?.things ?? NONE] as const)),
    [states],
  );

  const chooseThing = (thing: Thing): void => {
    choose(thing);
    chooseMunicipality(null);
  };
  const choosePlace = (at: Point, inside: string | null): void => {
    if (isPicking) setPoint(at);
    else chooseMunicipality(inside);
    choose(null);
    pick(false);
  };
  const municipality = municipalities.find((each) => each.nisCode === nisCode);
  const beside = (
    <div className="beside" aria-live="polite">
      {point && <Leaving point={point} walkingSpeed={SPEEDS[speed]} onClose={() => setPoint(null)} />}
      {chosen && <ThingPanel thing={chosen} takesFocus={isList} onClose={() => choose(null)} />}
      {municipality && <MunicipalityPanel of={municipality} onClose={() => chooseMunicipality(null)} />}
    </div>
  );
  return (
    <Page title={nav.city} className="city">
      <div className="side">
        <LayerSwitches states={states} on={on} onSwitch={(id) => switchLayer(on, id)} />
        <NextBus speed={speed} onSpeed={walk} onPoint={setPoint} isPicking={isPicking} onPick={pick} view={view} />
      </div>
      <div className="stage">
        <div className="bar">
          <ViewSwitch isList={isList} />
          <p id="map-help" className="quiet">
            {isPicking ? map.picking : map.help}
          </p>
        </div>
        <Waiting for={region} />
        {region.answer && <OutageList of={outages(region.answer)} />}
        {isList && beside}
        {isList ? (
          <ThingList states={states} onThing={chooseThing} />
        ) : (
          <div className={isPicking ? 'frame is-picking' : 'frame'}>
            <Suspense fallback={<Loading />}>
              <LazyMap
                municipalities={municipalities}
                things={things}
                selected={chosen}
                point={point}
                onView={look}
                onThing={chooseThing}
                onPlace={choosePlace}
              />
            </Suspense>
          </div>
        )}
        {!isList && beside}
      </div>
      <MunicipalityLinks of={municipalities} />
    </Page>
  );
}
