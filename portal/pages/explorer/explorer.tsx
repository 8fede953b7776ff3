import { useMessages } from '../../shell/language.tsx';
import { Page } from '../../shell/page.tsx';

export default function Explorer() {
  const { nav, explorer } = useMessages();
  return (
    <Page title={nav.explorer}>
      <p>{explorer.soon}</p>
    </Page>
  );
}
