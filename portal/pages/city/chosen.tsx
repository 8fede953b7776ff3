import { useMessages } from '../../shell/language.tsx';
import { remember } from '../../shell/url.ts';
import type { LayerId } from './layer.ts';
import { FIRST_LAYERS, LAYERS } from './layers/all.ts';

/** The layers that an address names, as `bikes,air`; those that are on at first where it names none. */
export function layersIn(text: string | null): ReadonlySet<LayerId> {
  if (text === null) return new Set(FIRST_LAYERS);
  const named = text.split(',');
  return new Set(LAYERS.map(({ id }) => id).filter((id) => named.includes(id)));
}

export function switchLayer(on: ReadonlySet<LayerId>, id: LayerId): void {
  const now = LAYERS.map((each) => each.id).filter((each) => (each === id ? !on.has(id) : on.has(each)));
  remember({ layers: now.join(',') });
}

export const viewIn = (search: URLSearchParams): 'map' | 'list' => (search.get('view') === 'list' ? 'list' : 'map');

/** Map or list: both say the same. */
export function ViewSwitch({ isList }: { readonly isList: boolean }) {
  const { map } = useMessages();
  return (
    <fieldset className="views">
      <legend className="unseen">{map.view}</legend>
      <button type="button" aria-pressed={!isList} onClick={() => remember({ view: null })}>
        {map.asMap}
      </button>
      <button type="button" aria-pressed={isList} onClick={() => remember({ view: 'list' })}>
        {map.asList}
      </button>
    </fieldset>
  );
}
