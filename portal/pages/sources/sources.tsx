import { useMessages } from '../../shell/language.tsx';
import { Page } from '../../shell/page.tsx';

export default function Sources() {
  const messages = useMessages();
  return <Page title={messages.nav.sources}>{null}</Page>;
}
