import { Page } from '../../shell/page.tsx';

export default function Municipality({ nisCode }: { readonly nisCode: string }) {
  return <Page title={nisCode}>{null}</Page>;
}
