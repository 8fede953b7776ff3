import { LANGUAGES, OWN_NAMES, useReading } from './language.tsx';
import { chooseTheme, THEMES, useTheme } from './theme.ts';
import { usePath } from './url.ts';

/** The plate with the name, the pages, and the two switches. */
export function Header() {
  const { messages } = useReading();
  const path = usePath();
  const pages = [
    ['/city', messages.nav.city],
    ['/explorer', messages.nav.explorer],
    ['/sources', messages.nav.sources],
  ] as const;
  return (
    <header className="masthead">
      <a className="brand" href="/">
        <span className="plate">Brussels City Graph</span>
      </a>
      <nav aria-label={messages.nav.label}>
        <ul>
          {pages.map(([address, name]) => (
            <li key={address}>
              <a href={address} aria-current={path.startsWith(address) ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function LanguageSwitch() {
  const { language, messages, choose } = useReading();
  return (
    <fieldset className="languages">
      <legend className="unseen">{messages.switches.language}</legend>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          title={OWN_NAMES[each]}
          onClick={() => choose(each)}
        >
          <span aria-hidden="true">{each.toUpperCase()}</span>
          <span className="unseen">{OWN_NAMES[each]}</span>
        </button>
      ))}
    </fieldset>
  );
}

function ThemeSwitch() {
  const { messages } = useReading();
  const theme = useTheme();
  return (
    <label className="theme">
      <span className="unseen">{messages.switches.theme}</span>
      <select
        value={theme}
        onChange={(event) => chooseTheme(THEMES.find((each) => each === event.target.value) ?? 'auto')}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {messages.switches.themes[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
