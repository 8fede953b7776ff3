import { useState } from 'react';
import { useMessages } from '../../shell/language.tsx';
import { CODES, type CodeName, type How } from './code.ts';
import { Copy } from './copy.tsx';

const NAMES: readonly CodeName[] = ['typescript', 'curl'];

/** The question as code to take along. */
export function CodePanel({ how }: { readonly how: How }) {
  const { explorer } = useMessages();
  const [name, choose] = useState<CodeName>('typescript');
  const code = CODES[name].write(how);
  return (
    <>
      <div className="choices">
        <fieldset className="languages">
          <legend className="unseen">{explorer.codeIn}</legend>
          {NAMES.map((each) => (
            <button key={each} type="button" aria-pressed={each === name} onClick={() => choose(each)}>
              {CODES[each].name}
            </button>
          ))}
        </fieldset>
        <Copy text={code} label={explorer.copyCode} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
    </>
  );
}
