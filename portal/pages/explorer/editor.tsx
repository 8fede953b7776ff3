import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import type { GraphQLSchema } from 'graphql';
import { useEffect, useRef } from 'react';
import { useMessages } from '../../shell/language.tsx';
import { useIsDark } from '../../shell/theme.ts';
import type { Question } from './shared.ts';

/** Keeps nothing: what is asked here may name a place. */
const NOTHING_KEPT = {
  length: 0,
  getItem: () => null,
  setItem: () => {},
  removeItem: () => {},
  clear: () => {},
};

/** What GraphiQL hands over to be asked. */
export interface Asked {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
}

interface EditorProps {
  readonly schema: GraphQLSchema | null;
  readonly question: Question;
  readonly ask: (asked: Asked) => Promise<object>;
  readonly change: (changed: Partial<Question>) => void;
}

/** GraphiQL with the contract's documentation. Language and key have fields of their own, and tabs are the browser's. */
export default function Editor({ schema, question, ask, change }: EditorProps) {
  const { explorer } = useMessages();
  const place = useRef<HTMLDivElement>(null);
  const isDark = useIsDark();
  useEffect(() => (place.current ? nameEditors(place.current, explorer.editors) : undefined), [explorer]);
  return (
    <div className="editor" ref={place}>
      <GraphiQL
        fetcher={(asked) => ask(asked)}
        schema={schema}
        query={question.query}
        variables={question.variables}
        storage={NOTHING_KEPT}
        shouldPersistHeaders={false}
        isHeadersEditorEnabled={false}
        defaultEditorToolsVisibility="variables"
        forcedTheme={isDark ? 'dark' : 'light'}
        onEditQuery={(query) => change({ query })}
        onEditVariables={(variables) => change({ variables })}
      >
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
      </GraphiQL>
    </div>
  );
}

/** Each editor is one of these, by the class around it. */
const EDITORS = [
  ['query', '.graphiql-query-editor textarea'],
  ['variables', '.graphiql-editor-tool textarea'],
  ['answer', '.result-window textarea'],
] as const;

/** Tells a screen reader what each editor is for: they come one by one, and have no names of their own. */
function nameEditors(place: Element, names: Readonly<Record<'query' | 'variables' | 'answer', string>>): () => void {
  const name = (): void => {
    for (const [what, selector] of EDITORS)
      for (const area of place.querySelectorAll(selector)) area.setAttribute('aria-label', names[what]);
  };
  name();
  const observer = new MutationObserver(name);
  observer.observe(place, { childList: true, subtree: true });
  return () => observer.disconnect();
}
