import { useMessages } from '../../shell/language.tsx';
import { Page } from '../../shell/page.tsx';

export default function Explorer() {
  const messages = useMessages();
  return <Page title={messages.nav.explorer}>{null}</Page>;
}
