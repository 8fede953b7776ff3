import { useState } from 'react';
import { DatasetLine, Observed } from '../../parts/provenance.tsx';
import { useFormat } from '../../shell/format.ts';
import type { LayerId, Thing } from './layer.ts';
import { LAYERS } from './layers/all.ts';
import type { LayerStates } from './use-layers.ts';
import { useTelling } from './use-telling.ts';

interface ListProps {
  readonly states: LayerStates;
  readonly onThing: (thing: Thing) => void;
}

/** The same as the map, in words: a table for each layer that is on. */
export function ThingList({ states, onThing }: ListProps) {
  const { messages } = useTelling();
  const shown = LAYERS.filter(({ id }) => states.has(id));
  return (
    <div className="lists">
      {shown.length === 0 && <p>{messages.map.nothingOn}</p>}
      {shown.map(({ id }) => (
        <LayerTable key={id} id={id} things={states.get(id)?.loaded?.things ?? []} onThing={onThing} />
      ))}
    </div>
  );
}

/** Rows that are drawn at first; the rest on demand. */
const FEW = 20;

function LayerTable({
  id,
  things,
  onThing,
}: { readonly id: LayerId; readonly things: readonly Thing[] } & Pick<ListProps, 'onThing'>) {
  const telling = useTelling();
  const format = useFormat();
  const [isAll, setAll] = useState(false);
  const { layers, map, states } = telling.messages;
  const rows = things.map((thing) => ({ thing, ...thing.describe(telling) }));
  const sorted = rows.toSorted((a, b) => a.title.localeCompare(b.title, telling.language));
  const columns = rows[0]?.facts.map(([label]) => label) ?? [];
  const datasets = [...new Set(things.map(({ origin }) => origin.dataset.id))];
  return (
    <section aria-labelledby={`list-${id}`} data-layer={id} data-count={things.length}>
      <h2 id={`list-${id}`}>
        {layers[id]} <span className="count">{format.number(things.length)}</span>
      </h2>
      {datasets.map((dataset) => (
        <DatasetLine key={dataset} id={dataset} />
      ))}
      {things.length === 0 ? (
        <p className="quiet">{states.nothing}</p>
      ) : (
        <div className="scroll">
          <table className="things">
            <thead>
              <tr>
                <th scope="col">{map.name}</th>
                {columns.map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
                <th scope="col">{map.asOf}</th>
              </tr>
            </thead>
            <tbody>
              {(isAll ? sorted : sorted.slice(0, FEW)).map(({ thing, title, facts }) => (
                <tr key={thing.id}>
                  <th scope="row">
                    <button type="button" className="link" onClick={() => onThing(thing)}>
                      {title}
                    </button>
                  </th>
                  {columns.map((label) => (
                    <td key={label} data-label={label}>
                      {facts.find(([name]) => name === label)?.[1]}
                    </td>
                  ))}
                  <td data-label={map.asOf}>
                    <Observed of={thing.origin} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!isAll && things.length > FEW && (
        <button type="button" className="plain" onClick={() => setAll(true)}>
          {map.showAll(format.number(things.length))}
        </button>
      )}
    </section>
  );
}
