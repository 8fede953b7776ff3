import { useMessages } from './language.tsx';

export function Footer() {
  const { footer } = useMessages();
  return (
    <footer className="colophon">
      <p>{footer.what}</p>
      <ul>
        <li>
          <a href="/schema.graphql">{footer.contract}</a>
        </li>
        <li>
          <a href="/catalogue">{footer.catalogue}</a>
        </li>
        <li>
          <a href="/licences.txt">{footer.licences}</a>
        </li>
      </ul>
      <p className="quiet">{footer.privacy}</p>
    </footer>
  );
}
