import { useMessages } from '../shell/language.tsx';

/** What stands where something is on its way; heard once, and seen only when it takes a while. */
export function Loading({ isPage = false }: { readonly isPage?: boolean }) {
  const { states } = useMessages();
  const text = (
    <p className="loading" role="status">
      {states.loading}
    </p>
  );
  return isPage ? <main id="content">{text}</main> : text;
}
