import { expect, it } from 'vitest';
import { browsing } from '../support/browser.ts';

const { open } = browsing();

it('a number that no municipality has says so, and leads to any of the 19', async () => {
  const { page, faults } = await open('/city/municipality/99999');
  expect(await page.locator('.lead').innerText()).toBe('There is no municipality with this number.');
  const choice = page.getByLabel('Another municipality');
  expect(await choice.inputValue()).toBe('');
  await choice.selectOption('21001');
  await page.locator('h1', { hasText: 'ANDERLECHT' }).waitFor();
  expect(faults).toEqual([]);
});

it('an address that is none, opened cold, is a page that says so', async () => {
  const { page } = await open('/nowhere', { locale: 'en-GB' });
  expect(await page.locator('h1').innerText()).toBe('There is no such page');
  expect(await page.locator('nav').first().isVisible()).toBe(true);
});

it.each([
  ['fr-BE', 'non précisée'],
  ['nl-BE', 'niet vermeld'],
  ['en-GB', 'not stated'],
])('a licence that nobody states is told in words, in %s', async (locale, words) => {
  const { page } = await open('/city?view=list&layers=incidents', { locale });
  const line = await page.locator('.lists .provenance').first().innerText();
  expect(line).toContain(words);
  expect(line).not.toContain('unknown');
});

it('a page whose files do not come says so in its place, and comes when the net is back', async () => {
  const { page } = await open('/');
  await page.locator('.sandbox').waitFor();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Sources', exact: true }).click();
  await page.locator('h1', { hasText: 'This page did not come' }).waitFor();
  expect(await page.locator('.sandbox').count()).toBe(1);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.locator('h1', { hasText: 'Sources' }).waitFor();
});
