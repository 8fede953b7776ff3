import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, startBrowser, startPortal } from '../support/browser.ts';
import type { City } from '../support/city.ts';

let browser: Browser;
let city: City;
beforeAll(async () => {
  browser = await startBrowser();
  city = await startPortal();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

it('a number that no municipality has says so, and leads to any of the 19', async () => {
  const { page, faults } = await open(browser, city, '/city/municipality/99999');
  expect(await page.locator('.lead').innerText()).toBe('There is no municipality with this number.');
  const choice = page.getByLabel('Another municipality');
  expect(await choice.inputValue()).toBe('');
  await choice.selectOption('21001');
  await page.locator('h1', { hasText: 'ANDERLECHT' }).waitFor();
  expect(faults).toEqual([]);
});

it('an address that is none, opened cold, is a page that says so', async () => {
  const { page } = await open(browser, city, '/nowhere', { locale: 'en-GB' });
  expect(await page.locator('h1').innerText()).toBe('There is no such page');
  expect(await page.locator('nav').first().isVisible()).toBe(true);
});

it.each([
  ['fr-BE', 'non précisée'],
  ['nl-BE', 'niet vermeld'],
  ['en-GB', 'not stated'],
])('a licence that nobody states is told in words, in %s', async (locale, words) => {
  const { page } = await open(browser, city, '/city?view=list&layers=incidents', { locale });
  const line = await page.locator('.lists .provenance').first().innerText();
  expect(line).toContain(words);
  expect(line).not.toContain('unknown');
});

it('a page whose files do not come says so in its place, and comes when the net is back', async () => {
  const { page } = await open(browser, city, '/');
  await page.locator('.sandbox').waitFor();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Sources', exact: true }).click();
  await page.locator('h1', { hasText: 'This page did not come' }).waitFor();
  expect(await page.locator('.sandbox').count()).toBe(1);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.locator('h1', { hasText: 'Sources' }).waitFor();
});
