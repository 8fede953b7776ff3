import { useState } from 'react';
import { useMessages } from '../../shell/language.tsx';

interface CopyProps {
  readonly text: string;
  readonly label: string;
  readonly onCopy?: () => void;
}

/** A button that puts a text into the clipboard, and says so. */
export function Copy({ text, label, onCopy }: CopyProps) {
  const { explorer } = useMessages();
  const [copied, remember] = useState('');
  const copy = async (): Promise<void> => {
    onCopy?.();
    await navigator.clipboard.writeText(text);
    remember(text);
  };
  return (
    <button type="button" className="plain" onClick={() => copy().catch(() => {})}>
      <span aria-live="polite">{copied === text ? explorer.copied : label}</span>
    </button>
  );
}
