import './style/style.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { firstLanguage, Languages, loadMessages } from './shell/language.tsx';
import { routeOf } from './shell/routes.ts';
import { takeLinks } from './shell/url.ts';

const language = firstLanguage();
const page = document.getElementById('page');
if (page) {
  const messages = await loadMessages(language);
  takeLinks((path) => routeOf(path) !== null);
  createRoot(page).render(
    <Languages first={{ language, messages }}>
      <App />
    </Languages>,
  );
}
