import { useMessages } from '../shell/language.tsx';
import { Page } from '../shell/page.tsx';

/** An address that names no page. */
export function Missing() {
  const { missing } = useMessages();
  return (
    <Page title={missing.title} className="text">
      <p>{missing.text}</p>
      <p>
        <a href="/">{missing.back}</a>
      </p>
    </Page>
  );
}
