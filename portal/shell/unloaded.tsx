import { Component, type ReactNode } from 'react';
import { useMessages } from './language.tsx';
import { Page } from './page.tsx';

interface UnloadedProps {
  readonly children: ReactNode;
}

/** Shows a page, or says that it did not come: its files are fetched when it is opened, and a reader may be offline by then. */
export class Unloaded extends Component<UnloadedProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <NotLoaded /> : this.props.children;
  }
}

/** A file that failed once is not fetched again before the whole is loaded anew. */
function NotLoaded() {
  const { states } = useMessages();
  return (
    <Page title={states.unloaded}>
      <div className="troubles" role="alert">
        <p>{states.unloadedWhy}</p>
        <button type="button" className="plain" onClick={() => location.reload()}>
          {states.again}
        </button>
      </div>
    </Page>
  );
}
