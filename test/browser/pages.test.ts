import { describe, expect, it } from 'vitest';
import { browsing, violationsIn } from '../support/browser.ts';

const { open } = browsing();

const PAGES = [
  ['/', 'One question to all of Brussels'],
  ['/city', 'City'],
  ['/city?view=list', 'City'],
  ['/city/municipality/21009', 'IXELLES\nELSENE'],
  ['/sources', 'Sources'],
] as const;

it.each(PAGES)('%s is shown without a fault, in light and dark, and fits a telephone', async (path, heading) => {
  const { page, faults } = await open(path, {
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
  });
  expect(await page.locator('h1').innerText()).toBe(heading);
  expect(await page.locator('.sandbox').innerText()).toContain('Invented values');
  expect(await violationsIn(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violationsIn(page, ['color-contrast'])).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(await violationsIn(page, ['target-size'])).toEqual([]);
  expect(faults).toEqual([]);
});

it('an address that names no page says so, in the page that is there', async () => {
  const { page } = await open('/');
  await page.evaluate(`history.pushState(null, '', '/nowhere'); window.dispatchEvent(new PopStateEvent('popstate'))`);
  expect(await page.locator('h1').innerText()).toBe('There is no such page');
});

describe('languages', () => {
  it.each([
    ['fr-BE', 'fr', 'Une seule question à tout Bruxelles'],
    ['nl-BE', 'nl', 'Eén vraag aan heel Brussel'],
    ['de-DE', 'fr', 'Une seule question à tout Bruxelles'],
  ])('a browser in %s sees %s', async (locale, lang, heading) => {
    const { page } = await open('/', { locale });
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.locator('h1').innerText()).toBe(heading);
  });

  it('are switched by a button, asked of the graph, and remembered', async () => {
    const { page, faults } = await open('/sources');
    const question = page.waitForRequest((request) => request.headers()['accept-language'] === 'nl');
    await page.getByRole('button', { name: 'Nederlands' }).click();
    await question;
    await page.locator('h1', { hasText: 'Bronnen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
    await page.reload();
    await page.locator('h1', { hasText: 'Bronnen' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('come with an address that names one', async () => {
    const { page } = await open('/city?lang=fr');
    expect(await page.locator('h1').innerText()).toBe('La ville');
  });

  it('mark what is in another one', async () => {
    const { page } = await open('/city?view=list&layers=permits', { locale: 'nl-BE' });
    expect(await page.locator('td [lang=fr]').count()).toBeGreaterThan(0);
  });
});

it('colours follow the switch, and are remembered', async () => {
  const { page } = await open('/', { colorScheme: 'light' });
  const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const light = await background();
  await page.getByLabel('Colours').selectOption('dark');
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await background()).toBe(dark);
});

it('with the keyboard: past the header to the content, from page to page with the focus on the heading', async () => {
  const { page } = await open('/');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.locator(':focus').getAttribute('id')).toBe('content');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('See the city');
  await page.keyboard.press('Enter');
  await page.locator('h1:focus', { hasText: 'City' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/city');
  await page.goBack();
  await page.locator('h1', { hasText: 'One question' }).waitFor();
});
