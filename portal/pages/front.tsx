import { useMessages } from '../shell/language.tsx';
import { Page } from '../shell/page.tsx';

/** What this is, in one look, and the ways on for the three kinds of people who use it. */
export function Front() {
  const { front } = useMessages();
  return (
    <Page title={front.title} tab="Brussels City Graph" className="front">
      <p className="lead">{front.lead}</p>
    </Page>
  );
}
