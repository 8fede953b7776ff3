import { lazy, Suspense } from 'react';
import { Datasets } from './ask/datasets.tsx';
import { Front } from './pages/front.tsx';
import { Missing } from './pages/missing.tsx';
import { Loading } from './parts/loading.tsx';
import { SandboxMark } from './parts/sandbox-mark.tsx';
import { Footer } from './shell/footer.tsx';
import { Header } from './shell/header.tsx';
import { useMessages } from './shell/language.tsx';
import { type Route, routeOf } from './shell/routes.ts';
import { Unloaded } from './shell/unloaded.tsx';
import { usePath } from './shell/url.ts';

const City = lazy(() => import('./pages/city/city.tsx'));
const Municipality = lazy(() => import('./pages/municipality/municipality.tsx'));
const Sources = lazy(() => import('./pages/sources/sources.tsx'));
const Explorer = lazy(() => import('./pages/explorer/explorer.tsx'));

function pageOf(route: Route | null) {
  switch (route?.page) {
    case 'front':
      return <Front />;
    case 'city':
      return <City />;
    case 'municipality':
      return <Municipality key={route.nisCode} nisCode={route.nisCode} />;
    case 'sources':
      return <Sources />;
    case 'explorer':
      return <Explorer />;
    default:
      return <Missing />;
  }
}

/** What is around every page, and the page that the address names. */
export function App() {
  const messages = useMessages();
  const path = usePath();
  return (
    <Datasets>
      <a className="skip" href="#content">
        {messages.nav.skip}
      </a>
      <Header />
      <SandboxMark />
      {/* Another page is tried anew. */}
      <Unloaded key={path}>
        <Suspense fallback={<Loading isPage />}>{pageOf(routeOf(path))}</Suspense>
      </Unloaded>
      <Footer />
    </Datasets>
  );
}
