import { type ReactNode, useEffect, useRef } from 'react';

/** Whether a page has been shown before: then its heading is what a reader's focus goes to. */
let isFirst = true;

interface PageProps {
  readonly title: string;
  /** What the browser's tab says; the title where it is left out. */
  readonly tab?: string;
  /** The heading, where it is more than the title's text. */
  readonly heading?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A page: its name in the tab, and its heading, which has the focus after a change of pages. */
export function Page({ title, tab = title, heading, className, children }: PageProps) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = tab === 'Brussels City Graph' ? tab : `${tab} · Brussels City Graph`;
  }, [tab]);
  useEffect(() => {
    if (!isFirst) {
      top.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    isFirst = false;
  }, []);
  return (
    <main id="content" className={className} tabIndex={-1}>
      <h1 ref={top} tabIndex={-1}>
        {heading ?? title}
      </h1>
      {children}
    </main>
  );
}
