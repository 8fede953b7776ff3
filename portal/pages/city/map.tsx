import 'leaflet/dist/leaflet.css';
import './map.css';
import L from 'leaflet';
import { useEffect, useRef } from 'react';
import type { RegionMapQuery } from '../../../client/__generated__/operations.ts';
import { useMessages } from '../../shell/language.tsx';
import type { LayerId, Point, Thing } from './layer.ts';
import { type Rectangle, shiftsOf } from './signs.ts';
import type { View } from './use-layers.ts';

export type Municipality = NonNullable<RegionMapQuery['municipalities'][number]>;

export interface MapProps {
  readonly municipalities: readonly Municipality[];
  /** By their layer; a list that is the same as before is not drawn again. */
  readonly things: ReadonlyMap<LayerId, readonly Thing[]>;
  readonly selected: Thing | null;
  /** The point of "my next bus". */
  readonly point: Point | null;
  readonly onView: (view: View) => void;
  readonly onThing: (thing: Thing) => void;
  /** A place on the map where there is no mark. */
  readonly onPlace: (point: Point, nisCode: string | null) => void;
}

/** From which zoom on there is room for the number of bikes in a mark. */
const NUMBERS_FROM = 13.5;

/** Marks that are drawn at once: the page answers its reader in between. */
const SLICE = 40;

/** The map: the municipalities' boundaries, and a mark for each thing. The list beside it tells the same. */
export default function RegionMap(props: MapProps) {
  const { map: texts } = useMessages();
  const element = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | null>(null);
  const drawn = useRef(new Map<LayerId, { readonly of: readonly Thing[]; readonly marks: L.LayerGroup }>());
  const signs = useRef<readonly Sign[]>([]);
  const told = useRef(props);
  told.current = props;
  const { municipalities, things, selected, point } = props;

  useEffect(() => {
    if (!element.current) return;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const made = L.map(element.current, {
      center: [50.838, 4.365],
      zoom: 12,
      minZoom: 11,
      maxZoom: 18,
      zoomSnap: 0.5,
      maxBounds: [
        [50.68, 4.05],
        [51.0, 4.68],
      ],
      attributionControl: false,
      zoomControl: false,
      zoomAnimation: !isStill,
      fadeAnimation: !isStill,
      markerZoomAnimation: !isStill,
    });
    map.current = made;
    made.getPane('markerPane')?.setAttribute('aria-hidden', 'true');
    const look = (): void => {
      const bounds = made.getBounds();
      const box = {
        south: bounds.getSouth(),
        west: bounds.getWest(),
        north: bounds.getNorth(),
        east: bounds.getEast(),
      };
      element.current?.classList.toggle('is-far', made.getZoom() < NUMBERS_FROM);
      told.current.onView({ zoom: made.getZoom(), box });
    };
    made.on('moveend', look);
    made.on('click', ({ latlng }) => told.current.onPlace({ lat: latlng.lat, lon: latlng.lng }, null));
    look();
    const resized = new ResizeObserver(() => made.invalidateSize());
    resized.observe(element.current);
    return () => {
      resized.disconnect();
      drawn.current.clear();
      made.remove();
    };
  }, []);

  useEffect(() => {
    const control = L.control.zoom({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut });
    if (map.current) control.addTo(map.current);
    return () => {
      control.remove();
    };
  }, [texts]);

  useEffect(() => {
    const named = municipalities.map(signOf);
    const areas = municipalities.map((each) => areaOf(each, told));
    const base = L.layerGroup(
      municipalities.flatMap((_, index) => [areas[index], named[index]?.mark]).filter((each) => each != null),
    );
    signs.current = named.filter((each) => each !== null);
    if (map.current) base.addTo(map.current);
    const all = municipalities.flatMap(({ boundary }) => (boundary ? [L.geoJSON(boundary).getBounds()] : []));
    const [first, ...rest] = all;
    if (first)
      map.current?.fitBounds(
        rest.reduce((whole, each) => whole.extend(each), first),
        { animate: false },
      );
    return () => {
      base.remove();
    };
  }, [municipalities]);

  useEffect(() => {
    for (const [id, { of, marks }] of drawn.current) {
      if (things.get(id) === of) continue;
      marks.remove();
      drawn.current.delete(id);
    }
    for (const [id, of] of things) {
      if (drawn.current.has(id) || !map.current) continue;
      const marks = L.layerGroup().addTo(map.current);
      drawn.current.set(id, { of, marks });
      const draw = (from: number): void => {
        if (drawn.current.get(id)?.marks !== marks) return;
        for (const thing of of.slice(from, from + SLICE))
          marks.addLayer(markOf(thing, () => told.current.onThing(thing)));
        if (from + SLICE < of.length) setTimeout(draw, 0, from + SLICE);
      };
      draw(0);
    }
  }, [things]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: names are put anew once the municipalities are drawn.
  useEffect(() => {
    const made = map.current;
    if (!made) return;
    const figures = (things.get('air') ?? []).filter(({ figure }) => figure !== '').map(({ at }) => at);
    const place = (): void => placeSigns(made, signs.current, figures);
    place();
    made.on('zoomend', place);
    return () => {
      made.off('zoomend', place);
    };
  }, [municipalities, things]);

  useEffect(() => {
    const at = selected?.at ?? point;
    if (!at || !map.current) return;
    const ring = L.marker([at.lat, at.lon], {
      icon: L.divIcon({ className: selected ? 'ring' : 'here', iconSize: [40, 40] }),
      interactive: false,
      zIndexOffset: -1000,
    }).addTo(map.current);
    if (!map.current.getBounds().contains([at.lat, at.lon])) map.current.panTo([at.lat, at.lon]);
    return () => {
      ring.remove();
    };
  }, [selected, point]);

  return <div ref={element} className="map" role="application" aria-label={texts.label} aria-describedby="map-help" />;
}

type Told = { readonly current: MapProps };

function areaOf({ nisCode, boundary }: Municipality, told: Told): L.GeoJSON | null {
  if (!boundary) return null;
  const area = L.geoJSON(boundary, { style: () => ({ className: 'area', weight: 1.5 }) });
  return area.on('click', (event: L.LeafletMouseEvent) => {
    L.DomEvent.stopPropagation(event);
    told.current.onPlace({ lat: event.latlng.lat, lon: event.latlng.lng }, nisCode);
  });
}

/** A municipality's name on the map. */
interface Sign {
  readonly mark: L.Marker;
  readonly text: HTMLElement;
  readonly at: Point;
  /** About as large as its text is drawn. */
  readonly width: number;
  readonly height: number;
}

function signOf({ name, labelPoint }: Municipality): Sign | null {
  if (!labelPoint || !name) return null;
  const names = [...new Set([name.fr, name.nl])].flatMap((each) => each ?? []);
  const text = document.createElement('span');
  for (const [index, each] of names.entries()) {
    if (index > 0) text.append(document.createElement('br'));
    text.append(each);
  }
  const mark = L.marker([labelPoint.lat, labelPoint.lon], {
    icon: L.divIcon({ className: 'sign', html: text, iconSize: [140, 30] }),
    interactive: false,
    keyboard: false,
    zIndexOffset: 2000,
  });
  const width = 6 * Math.max(...names.map((each) => each.length)) + 8;
  return { mark, text, at: labelPoint, width, height: 14 * names.length + 4 };
}

const FIGURE = { width: 30, height: 22 };

/** Puts the names where neither a figure nor another name is, and leaves out those that have no room at this zoom. */
function placeSigns(map: L.Map, signs: readonly Sign[], figures: readonly Point[]): void {
  const around = ({ lat, lon }: Point, { width, height }: { width: number; height: number }): Rectangle => {
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    return { left: x - width / 2, top: y - height / 2, width, height };
  };
  const shifts = shiftsOf(
    signs.map((sign) => around(sign.at, sign)),
    figures.map((at) => around(at, FIGURE)),
  );
  for (const [index, { text }] of signs.entries()) {
    const shift = shifts[index] ?? null;
    text.style.visibility = shift === null ? 'hidden' : '';
    text.style.translate = shift ? `0 ${shift}px` : '';
  }
}

function markOf({ layer, at, figure, isEmpty }: Thing, choose: () => void): L.Marker {
  const text = document.createElement('span');
  text.textContent = figure;
  const icon = L.divIcon({
    className: `pin pin-${layer}${isEmpty ? ' pin-empty' : ''}`,
    html: text,
    iconSize: [24, 24],
  });
  const zIndexOffset = figure && layer === 'air' ? 3000 : 0;
  return L.marker([at.lat, at.lon], { icon, keyboard: false, zIndexOffset }).on('click', choose);
}
