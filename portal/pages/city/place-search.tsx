import { type FormEvent, useState } from 'react';
import type { SearchPlacesQuery } from '../../../client/__generated__/operations.ts';
import { SearchPlaces } from '../../../client/__generated__/texts.ts';
import { graph } from '../../ask/graph.ts';
import { useAnswer } from '../../ask/use-answer.ts';
import { Waiting } from '../../parts/troubles.tsx';
import { useMessages } from '../../shell/language.tsx';
import type { Point } from './layer.ts';

interface Found {
  readonly name: string;
  readonly at: Point;
}

/** A place by its name, for who does not point at a map. */
export function PlaceSearch({ onPoint }: { readonly onPoint: (point: Point) => void }) {
  const { bus } = useMessages();
  const [typed, type] = useState('');
  const [text, search] = useState('');
  const asked = useAnswer(text, (how) => graph.request(SearchPlaces, { text }, how), { isWanted: text.length >= 2 });
  const found = placesIn(asked.answer?.data?.places);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    search(typed.trim());
  };
  const take = ({ at, name }: Found): void => {
    onPoint(at);
    type(name);
    search('');
  };
  return (
    <search>
      <form className="search" onSubmit={submit}>
        <label>
          <span>{bus.from}</span>
          <input
            type="search"
            value={typed}
            autoComplete="street-address"
            onChange={(event) => type(event.target.value)}
          />
        </label>
        <button type="submit" className="plain">
          {bus.find}
        </button>
        {text.length >= 2 && (
          <div className="found" role="status">
            <Waiting for={asked} />
            {asked.answer && found.length === 0 && <p>{bus.notFound}</p>}
            <ul>
              {found.map((each) => (
                <li key={`${each.name} ${each.at.lat}`}>
                  <button type="button" className="link" onClick={() => take(each)}>
                    {each.name}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </form>
    </search>
  );
}

function placesIn(places: SearchPlacesQuery['places'] | undefined): readonly Found[] {
  const stops = (places?.stops ?? []).map(({ name, location }) => ({ name: name.value, at: location }));
  const addresses = (places?.addresses ?? []).map(({ address: { street, number, municipalityName, location } }) => ({
    name: `${street?.value ?? ''} ${number ?? ''}, ${municipalityName?.value ?? ''}`.replaceAll(/\s+(?=,|$)|, $/g, ''),
    at: location,
  }));
  return [...addresses, ...stops];
}
