import { useMessages } from '../../shell/language.tsx';
import { Page } from '../../shell/page.tsx';

export default function City() {
  const messages = useMessages();
  return <Page title={messages.nav.city}>{null}</Page>;
}
