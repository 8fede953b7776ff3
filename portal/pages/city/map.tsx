import 'leaflet/dist/leaflet.css';
import './map.css';
import L from 'leaflet';
import { useEffect, useRef } from 'react';
import type { RegionMapQuery } from '../../../client/__generated__/operations.ts';
import { useMessages } from '../../shell/language.tsx';
import type { Point, Thing } from './layer.ts';
import type { View } from './use-layers.ts';

export type Municipality = NonNullable<RegionMapQuery['municipalities'][number]>;

export interface MapProps {
  readonly municipalities: readonly Municipality[];
  readonly things: readonly Thing[];
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

/** The map: the municipalities' boundaries, and a mark for each thing. The list beside it tells the same. */
export default function RegionMap(props: MapProps) {
  const { map: texts } = useMessages();
  const element = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | null>(null);
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
    const base = L.layerGroup(municipalities.flatMap((each) => areaOf(each, told)));
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
    const marks = L.layerGroup(things.map((thing) => markOf(thing, () => told.current.onThing(thing))));
    if (map.current) marks.addTo(map.current);
    return () => {
      marks.remove();
    };
  }, [things]);

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

function areaOf({ nisCode, name, boundary, labelPoint }: Municipality, told: Told): readonly L.Layer[] {
  const area = boundary && L.geoJSON(boundary, { style: () => ({ className: 'area', weight: 1.5 }) });
  area?.on('click', (event: L.LeafletMouseEvent) => {
    L.DomEvent.stopPropagation(event);
    told.current.onPlace({ lat: event.latlng.lat, lon: event.latlng.lng }, nisCode);
  });
  if (!labelPoint || !name) return area ? [area] : [];
  const names = [...new Set([name.fr, name.nl])].filter((each) => each !== null);
  const label = document.createElement('span');
  for (const [index, each] of names.entries()) {
    if (index > 0) label.append(document.createElement('br'));
    label.append(each ?? '');
  }
  const sign = L.marker([labelPoint.lat, labelPoint.lon], {
    icon: L.divIcon({ className: 'sign', html: label, iconSize: [120, 30] }),
    interactive: false,
    keyboard: false,
    zIndexOffset: 2000,
  });
  return area ? [area, sign] : [sign];
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
