import { OutageList } from '../../parts/troubles.tsx';
import { useFormat } from '../../shell/format.ts';
import { useMessages } from '../../shell/language.tsx';
import type { LayerId } from './layer.ts';
import { LAYERS } from './layers/all.ts';
import type { LayerState, LayerStates } from './use-layers.ts';

interface SwitchesProps {
  readonly states: LayerStates;
  readonly on: ReadonlySet<LayerId>;
  readonly onSwitch: (id: LayerId) => void;
}

/** One switch for each layer, which is its legend, too; below it how the layer stands. */
export function LayerSwitches({ states, on, onSwitch }: SwitchesProps) {
  const { layers, map } = useMessages();
  const outages = [...states.values()].flatMap(({ loaded }) => loaded?.outages ?? []);
  const isBusy = [...states.values()].some(({ isWaiting }) => isWaiting);
  return (
    <section className="layers" aria-labelledby="layers-title" aria-busy={isBusy}>
      <h2 id="layers-title">{map.layers}</h2>
      <ul>
        {LAYERS.map(({ id }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={on.has(id)} onChange={() => onSwitch(id)} />
              <span className={`pin pin-${id}`} aria-hidden="true">
                <span />
              </span>
              <span className="name">{layers[id]}</span>
              <Standing of={states.get(id)} />
            </label>
          </li>
        ))}
      </ul>
      <OutageList of={outages} />
    </section>
  );
}

function Standing({ of: state }: { readonly of: LayerState | undefined }) {
  const { map, states } = useMessages();
  const format = useFormat();
  if (!state) return null;
  const { loaded, isWaiting, hasFailed, isTooFar } = state;
  const isDown = (loaded?.things.length === 0 && loaded.outages.length > 0) || hasFailed;
  const count = loaded ? format.number(loaded.things.length) : '';
  const text = isTooFar
    ? map.comeNearer
    : isWaiting && !loaded
      ? states.loading
      : isDown
        ? states.down
        : loaded?.isCut
          ? map.newest(count)
          : count;
  return <span className={isDown ? 'standing is-down' : 'standing'}>{text}</span>;
}
