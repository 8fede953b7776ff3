import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { NearMe } from '../../client/__generated__/texts.ts';
import { browsing, violationsIn } from '../support/browser.ts';

const { city, open } = browsing();
beforeAll(async () => {
  await city().ask(NearMe.text, { variables: { at: { lat: 50.8466, lon: 4.3528 } } }); // The first question is slow.
}, 60_000);

const WIDE = { viewport: { width: 1440, height: 900 } };
/** What GraphiQL's editors (CodeMirror) do by themselves: what scrolls in them is reached through a hidden field. */
const THEIRS = /^scrollable-region-focusable: (\S+ > )*\S*\.CodeMirror/;

async function openExplorer(path = '/explorer', options: object = WIDE) {
  const opened = await open(path, options);
  await opened.page.locator('.graphiql-query-editor .CodeMirror').waitFor();
  return opened;
}
/** A question may take a while on a busy machine. */
const poll = (read: () => Promise<string>) => expect.poll(read, { timeout: 10_000 });
const example = (page: Page, name: string) => page.locator('.examples').getByRole('button', { name });
const run = (page: Page) => page.getByRole('button', { name: 'Execute query' }).click();
const answer = (page: Page) => page.locator('.result-window');
const told = (page: Page) => page.getByRole('region', { name: 'Who answered' });

describe('the explorer', () => {
  it('runs an example, and says who answered, how fresh it is, and under which licence', async () => {
    const { page, faults, asked } = await openExplorer();
    await example(page, 'Near me').click();
    await run(page);
    await told(page).locator('li[data-state]').first().waitFor();
    const text = await told(page).innerText();
    expect(text).toMatch(/\d+ sources, .+\. It cost \d+ units/);
    expect(text).toMatch(/JCDecaux \(Villo!\) Villo! stations/);
    expect(text).toMatch(
      /(asked just now|from an answer that is still fresh) .* asked \d+ \w+,? \d\d:\d\d · licence CC-BY-4.0/,
    );
    expect(text).toContain('location.bikeStations');
    expect(await told(page).locator('.tag-invented').count()).toBeGreaterThan(1);
    expect(await answer(page).innerText()).toMatch(/^\s*\{/);
    expect(asked.filter((each) => each.startsWith('POST'))).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('says what is down in an answer, and shows the rest', async () => {
    await city().fail('villo-stations', 'refuse');
    onTestFinished(() => city().fail('villo-stations', null));
    const { page } = await openExplorer();
    await run(page);
    await told(page).locator('.troubles').waitFor();
    expect(await told(page).locator('.troubles').innerText()).toMatch(
      /Villo! stations does not answer since [\s\S]*everything else is complete/,
    );
    expect(await told(page).locator('[data-state=DOWN]', { hasText: 'Villo!' }).count()).toBe(1);
    expect(await answer(page).innerText()).toMatch(/"dataset": "villo-stations"/);
  });

  it('has the documentation of the schema', async () => {
    const { page } = await openExplorer();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-doc-explorer');
    await docs.getByRole('link', { name: 'Query' }).first().click();
    await poll(() => docs.innerText()).toContain('Stops of public transport');
  });

  it('asks in the language that is chosen, with the key that is given, and writes neither a place nor a key down', async () => {
    const { page } = await openExplorer();
    await page.getByLabel('Texts in').selectOption('nl');
    await page.getByLabel('API key').fill('bcg_unknown');
    const request = page.waitForRequest((each) => each.url().endsWith('/graphql') && each.method() === 'POST');
    await run(page);
    const { 'accept-language': language, 'x-api-key': key } = (await request).headers();
    expect([language, key]).toEqual(['nl', 'bcg_unknown']);
    const kept = await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(kept).not.toMatch(/bcg_unknown|50\.8466/);
    expect(await page.getByRole('region', { name: 'Take it along' }).innerText()).not.toContain('bcg_unknown');
  });

  it('is shared by a link that no server sees, and that opens the same question', async () => {
    const { page } = await openExplorer();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await example(page, 'Day compared').click();
    // What was copied is a link to an older question as long as the example is being put into the editors.
    const copy = page.getByRole('button', { name: /^(Copy a link|Copied)/ });
    const copied = () => copy.click().then(() => copy.innerText());
    await poll(copied).toBe('Copied');
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    const { hash, search } = new URL(link);
    expect([search, hash.length > 100]).toEqual(['', true]);
    const { page: other, faults } = await openExplorer(link.replace(city().url, ''));
    expect(await other.locator('.graphiql-query-editor').innerText()).toContain('DayCompared');
    await run(other);
    await poll(() => answer(other).innerText()).toContain('"bikeCounters"');
    expect(faults).toEqual([]);
  });

  it('writes the question as a program and as a command that get the same answer', async () => {
    const { page } = await openExplorer();
    await example(page, 'Line now').click();
    const code = page.getByRole('region', { name: 'Take it along' });
    await poll(() => code.innerText()).toMatch(/import \{ LineNow \} from '@brussels-city-graph\/client\/operations'/);
    await code.getByRole('button', { name: 'curl' }).click();
    const [, body = ''] = /-d '(.*)'$/s.exec((await code.locator('pre').innerText()).trim()) ?? [];
    const response = await fetch(`${city().url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await response.json()).toMatchObject({ data: { lines: [{ id: 'stib:93' }] } });
  });

  it('with the keyboard: an example is chosen, and runs from the editor', async () => {
    const { page } = await openExplorer();
    await example(page, 'Source status').focus();
    await page.keyboard.press('Enter');
    await poll(() => page.locator('.graphiql-query-editor').innerText()).toContain('SourceStatus');
    await page.getByRole('textbox', { name: 'Question' }).focus();
    await page.keyboard.press('Control+Enter');
    await poll(() => answer(page).innerText()).toContain('"sourceStatus"');
  });

  it('speaks three languages', async () => {
    const { page } = await openExplorer();
    await page.getByRole('button', { name: 'Français' }).click();
    await poll(() => page.locator('#answered').innerText()).toBe('Qui a répondu');
    await page.getByRole('button', { name: 'Nederlands' }).click();
    await poll(() => page.locator('#answered').innerText()).toBe('Wie heeft geantwoord');
    expect(await page.locator('.asking select').inputValue()).toBe('nl');
  });

  it('is shown without a fault in light and dark, and fits a telephone', async () => {
    const { page, faults } = await openExplorer('/explorer', { ...WIDE, colorScheme: 'light' });
    await run(page);
    await told(page).locator('li').first().waitFor();
    const ours = async (...rules: string[]) =>
      (await violationsIn(page, ...(rules.length > 0 ? [rules] : []))).filter((each) => !THEIRS.test(each));
    expect(await ours()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('body.graphiql-dark').waitFor();
    expect(await ours('color-contrast')).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(await ours('target-size')).toEqual([]);
    expect(faults).toEqual([]);
  });
});

it('loads no part of the editor with the other pages', async () => {
  const { page } = await open('/city', WIDE);
  const loaded = await page.evaluate<string[]>("performance.getEntriesByType('resource').map(({ name }) => name)");
  expect(loaded.filter((name) => /editor|codemirror|explorer/.test(name))).toEqual([]);
});
