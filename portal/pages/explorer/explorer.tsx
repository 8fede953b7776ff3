import './explorer.css';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Answer } from '../../../client/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { useReading } from '../../shell/language.tsx';
import { Page } from '../../shell/page.tsx';
import { AnswerSources } from './answer-sources.tsx';
import { CodePanel } from './code-panel.tsx';
import { Copy } from './copy.tsx';
import type { Asked } from './editor.tsx';
import { ExampleList } from './example-list.tsx';
import { FIRST } from './examples.ts';
import { addressOf, type Question, questionIn } from './shared.ts';
import { useSchema } from './use-schema.ts';

const Editor = lazy(() => import('./editor.tsx'));
const ASKED_IN = ['fr', 'nl', 'de', 'en', 'fr, nl'] as const;
const EMPTY: Question = { query: '', variables: '' };

type Told = Pick<Answer<unknown>, 'errors' | 'extensions'>;

/** Write a question, run it, see who answered, and take the code along. */
export default function Explorer() {
  const { language: reader, messages } = useReading();
  const { nav, explorer } = messages;
  const schema = useSchema();
  /** What the editors start from: changes when another question is loaded. */
  const [loaded, load] = useState<Question>(() => questionIn(location.hash) ?? FIRST ?? EMPTY);
  const [question, write] = useState(loaded);
  const [language, speak] = useState<string | null>(null);
  const [key, unlock] = useState('');
  const [told, hear] = useState<Told | null>(null);
  const accepted = language ?? reader;

  const show = (next: Question): void => {
    load(next);
    write(next);
    hear(null);
  };
  useEffect(() => {
    const follow = (): void => {
      const shared = questionIn(location.hash);
      if (!shared) return;
      load(shared);
      write(shared);
      hear(null);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  const ask = async ({ query, variables, operationName }: Asked): Promise<object> => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': accepted,
        ...(key ? { 'x-api-key': key } : {}),
      },
      body: JSON.stringify({ query, variables, operationName }),
    });
    const answer: Partial<Answer<unknown>> = await response.json();
    hear({ errors: answer.errors ?? [], extensions: answer.extensions ?? {} });
    return answer;
  };

  return (
    <Page title={nav.explorer} className="explorer">
      <p className="lead">{explorer.lead}</p>
      <div className="bench">
        <ExampleList query={question.query} choose={show} />
        <section className="desk" aria-label={explorer.question}>
          <div className="asking">
            <label>
              {explorer.language}{' '}
              <select value={accepted} onChange={(event) => speak(event.target.value)}>
                {ASKED_IN.map((each) => (
                  <option key={each} value={each}>
                    {explorer.languages[each]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {explorer.key}{' '}
              <input
                value={key}
                autoComplete="off"
                spellCheck={false}
                placeholder="bcg_…"
                onChange={(event) => unlock(event.target.value.trim())}
              />
            </label>
            <Copy
              text={addressOf(question)}
              label={explorer.share}
              onCopy={() => history.replaceState(null, '', addressOf(question))}
            />
          </div>
          <Suspense fallback={<Loading />}>
            <Editor
              key={JSON.stringify(loaded)}
              schema={schema}
              question={loaded}
              ask={ask}
              change={(changed) => write((before) => ({ ...before, ...changed }))}
            />
          </Suspense>
        </section>
        <section className="told" aria-labelledby="answered">
          <h2 id="answered">{explorer.sources}</h2>
          <AnswerSources of={told} />
        </section>
        <section className="code" aria-labelledby="code">
          <h2 id="code">{explorer.code}</h2>
          <CodePanel how={{ ...question, url: `${location.origin}/graphql`, language: accepted, hasKey: key !== '' }} />
        </section>
      </div>
    </Page>
  );
}
