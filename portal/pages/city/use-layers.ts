import { useEffect, useMemo, useRef, useState } from 'react';
import { useReading } from '../../shell/language.tsx';
import type { Box, Layer, LayerId, Loaded } from './layer.ts';
import { LAYERS } from './layers/all.ts';

/** The whole region, with some room around it. */
const REGION: Box = { south: 50.76, west: 4.24, north: 50.92, east: 4.49 };

/** How one layer stands. */
export interface LayerState {
  readonly loaded: Loaded | null;
  readonly isWaiting: boolean;
  readonly hasFailed: boolean;
  /** Whether the map must come nearer before it is asked for. */
  readonly isTooFar: boolean;
}

export interface View {
  readonly zoom: number;
  readonly box: Box;
}

/** Those that are on. */
export type LayerStates = ReadonlyMap<LayerId, LayerState>;

/** Steps of a view's box, in degrees: a small move of the map is no new question. */
const STEP = 0.005;

const widened = ({ south, west, north, east }: Box): Box => ({
  south: Math.floor(south / STEP) * STEP,
  west: Math.floor(west / STEP) * STEP,
  north: Math.ceil(north / STEP) * STEP,
  east: Math.ceil(east / STEP) * STEP,
});

/** What moves is asked for anew, and what is down tried again (milliseconds). */
const EACH_MINUTE = 60_000;
const SOON = 10_000;

const BEFORE: LayerState = { loaded: null, isWaiting: true, hasFailed: false, isTooFar: false };

const isTooFar = ({ near }: Layer, view: View | null): boolean => near !== null && (view?.zoom ?? 0) < near;
const boxOf = ({ near }: Layer, view: View | null): Box => (near === null || !view ? REGION : widened(view.box));

/** Loads each layer while it is on, for the part of the region that it is shown in. */
export function useLayers(on: ReadonlySet<LayerId>, view: View | null): LayerStates {
  const { language } = useReading();
  const [states, set] = useState<LayerStates>(new Map());
  const running = useRef(new Map<LayerId, { readonly key: string; readonly leaving: AbortController }>());

  const tell = (id: LayerId, change: (before: LayerState) => LayerState): void =>
    set((before) => new Map(before).set(id, change(before.get(id) ?? BEFORE)));

  useEffect(() => {
    for (const layer of LAYERS) {
      const { id } = layer;
      const box = boxOf(layer, view);
      const key = on.has(id) && !isTooFar(layer, view) ? JSON.stringify([box, language]) : '';
      const before = running.current.get(id);
      if (before?.key === key) continue;
      before?.leaving.abort();
      const leaving = new AbortController();
      running.current.set(id, { key, leaving });
      if (key === '') {
        tell(id, () => ({ ...BEFORE, isWaiting: false, isTooFar: isTooFar(layer, view) }));
        continue;
      }
      tell(id, ({ loaded }) => ({ ...BEFORE, loaded }));
      const round = async (): Promise<void> => {
        const loaded = await layer.load(box, language, leaving.signal).catch(() => null);
        if (leaving.signal.aborted) return;
        tell(id, (known) => ({ ...BEFORE, isWaiting: false, loaded: loaded ?? known.loaded, hasFailed: !loaded }));
        const isWell = loaded?.outages.every(({ isBridged }) => isBridged) ?? false;
        const timer = setTimeout(again, isWell ? EACH_MINUTE : SOON);
        leaving.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      };
      const again = (): unknown => (document.hidden ? setTimeout(again, SOON) : round());
      round();
    }
  });

  useEffect(
    () => () => {
      for (const { leaving } of running.current.values()) leaving.abort();
    },
    [],
  );
  return useMemo(() => new Map([...states].filter(([id]) => on.has(id))), [states, on]);
}
