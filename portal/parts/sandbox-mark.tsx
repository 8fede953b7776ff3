import { useIsSandbox } from '../ask/datasets.tsx';
import { useMessages } from '../shell/language.tsx';

/** Above every page, for as long as any value here is invented. It cannot be closed. */
export function SandboxMark() {
  const { sandbox } = useMessages();
  if (!useIsSandbox()) return null;
  return (
    <aside className="sandbox" aria-label={sandbox.label}>
      <strong>{sandbox.label}</strong> <span>{sandbox.text}</span>
    </aside>
  );
}

/** The short mark, beside values. */
export function Invented() {
  const { sandbox } = useMessages();
  return <span className="tag tag-invented">{sandbox.tag}</span>;
}
