import { useEffect, useRef } from 'react';
import { useMessages } from '../../shell/language.tsx';
import { EXAMPLES, type Example, titleOf } from './examples.ts';

interface ExampleListProps {
  readonly query: string;
  readonly choose: (example: Example) => void;
}

/** The operations that are ready to run. */
export function ExampleList({ query, choose }: ExampleListProps) {
  const { explorer } = useMessages();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // Only the list moves, not the page.
    const chosen = list.current?.querySelector<HTMLElement>('[aria-pressed=true]');
    if (list.current && chosen) list.current.scrollTop = chosen.offsetTop - list.current.offsetTop;
  }, []);
  return (
    <section className="examples" aria-labelledby="examples">
      <h2 id="examples">{explorer.examples}</h2>
      <ul ref={list} lang="en">
        {EXAMPLES.map((example) => (
          <li key={example.name}>
            <button type="button" aria-pressed={example.query === query} onClick={() => choose(example)}>
              <strong>{titleOf(example.name)}</strong>
              <span>{example.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
