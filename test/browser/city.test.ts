import { describe, expect, it, onTestFinished } from 'vitest';
import { MapAir, MapBikes } from '../../client/__generated__/texts.ts';
import { browsing, settled, startPortal } from '../support/browser.ts';

const { city, open } = browsing();

const WHOLE = { south: 50.76, west: 4.24, north: 50.92, east: 4.49 };
const WIDE = { viewport: { width: 1440, height: 900 } };

/** All bike stations of the region: more than one list holds. */
async function allBikes(): Promise<ReadonlySet<string>> {
  const middle = 50.845;
  const boxes = [
    { ...WHOLE, north: middle, east: 4.36 },
    { ...WHOLE, north: middle, west: 4.36 },
    { ...WHOLE, south: middle, east: 4.36 },
    { ...WHOLE, south: middle, west: 4.36 },
  ];
  const answers = await Promise.all(boxes.map((box) => city().ask<BikesData>(MapBikes.text, { variables: { box } })));
  return new Set(answers.flatMap(({ data }) => data.bikeStations.map(({ id }) => id)));
}
interface BikesData {
  readonly bikeStations: readonly { readonly id: string }[];
}

describe('the map', () => {
  it('shows the stations that the graph gives, all of them, and the list the same', async () => {
    const bikes = await allBikes();
    const air = await city().ask<{ airStations: unknown[] }>(MapAir.text, { variables: { box: WHOLE } });
    const { page } = await open('/city', WIDE);
    await page.locator('.map .pin-bikes').first().waitFor();
    expect(bikes.size).toBe(345);
    await expect.poll(() => page.locator('.map .pin-bikes').count()).toBe(bikes.size); // They are drawn in slices.
    expect(await page.locator('.map .pin-air').count()).toBe(air.data.airStations.length);
    expect(await page.locator('.map path.area').count()).toBe(19);
    await page.getByRole('button', { name: 'List' }).click();
    expect(await page.locator('[data-layer=bikes]').getAttribute('data-count')).toBe(String(bikes.size));
    await page.getByRole('button', { name: 'Show all 345' }).click();
    expect(await page.locator('[data-layer=bikes] tbody tr').count()).toBe(bikes.size);
  });

  it('has each layer when it is switched on, and only then, and its address says which', async () => {
    const { page, faults } = await open('/city?layers=', WIDE);
    expect(await page.locator('.map .pin').count()).toBe(0);
    for (const name of ['Road traffic', 'Road works and events', 'Street reports', 'Permit requests']) {
      await page.getByRole('checkbox', { name }).check();
    }
    await settled(page);
    for (const id of ['traffic', 'roadEvents', 'incidents', 'permits']) {
      await page.locator(`.map .pin-${id}`).first().waitFor();
    }
    expect(new URL(page.url()).searchParams.get('layers')).toBe('traffic,roadEvents,incidents,permits');
    expect(faults).toEqual([]);
  });

  it('shows stops once it is near enough to tell them apart', async () => {
    const { page } = await open('/city?layers=stops', WIDE);
    expect(await page.locator('.layers li', { hasText: 'Stops' }).innerText()).toContain('come nearer');
    for (let step = 0; step < 6; step += 1) await page.getByRole('button', { name: 'Come nearer' }).click();
    await page.locator('.map .pin-stops').first().waitFor();
  });

  it('says of a thing what it is, who knows it, since when, under which licence, and that it is invented', async () => {
    const { page } = await open('/city?layers=air', WIDE);
    await page.locator('.map .pin-air').first().dispatchEvent('click');
    const text = await page.getByRole('region', { name: 'What you have chosen' }).innerText();
    expect(text).toMatch(/Nitrogen dioxide/);
    expect(text).toMatch(/IRCEL-CELINE/);
    expect(text).toMatch(/observed \d+ \w+,? \d\d:\d\d/);
    expect(text).toMatch(/licence CC-BY-4.0/);
    expect(text).toMatch(/invented/);
  });

  it('lets the keyboard choose a thing from the list, and tells what it is', async () => {
    const { page } = await open('/city?layers=air&view=list', WIDE);
    await page.getByRole('button', { name: 'Arts-Loi' }).press('Enter');
    await page.locator('h2:focus', { hasText: 'Arts-Loi' }).waitFor();
  });

  it('leads from a municipality on it to its page', async () => {
    const { page } = await open('/city?layers=', WIDE);
    await page.locator('path.area').nth(8).click();
    await page.getByRole('link', { name: /Its indicators/ }).click();
    await page.locator('.municipality h1').waitFor();
    expect(new URL(page.url()).pathname).toBe('/city/municipality/21009');
  });
});

describe('my next bus', () => {
  it('is asked with POST alone, and says what each time rests on and when to leave', async () => {
    const { page, asked } = await open('/city?layers=', WIDE);
    const before = asked.length;
    await page.getByRole('button', { name: 'Middle of the map' }).click();
    await settled(page);
    expect(asked.slice(before)).toEqual(['POST ']);
    const panel = page.locator('.leaving');
    for (let times = 0; times < 5 && (await panel.getByText('do not answer').count()) > 0; times += 1) {
      await panel.getByRole('button', { name: 'Ask again' }).first().click(); // On a busy machine an operator is slow.
      await settled(page);
    }
    const text = await panel.innerText();
    expect(text).toMatch(/Leave by \d\d:\d\d · \d+ min on foot to|Nothing can be caught/);
    if (text.includes('Leave by')) expect(text).toMatch(/live: |timetable: |estimate: /);
  });

  it('starts from an address or a stop, for who does not point', async () => {
    const { page, asked } = await open('/city?layers=', WIDE);
    const before = asked.length;
    await page.getByLabel('Address or stop').fill('Flagey');
    await page.keyboard.press('Enter');
    await page.locator('.found button').first().click();
    await page.locator('.leaving').waitFor();
    await settled(page);
    expect(asked.slice(before).filter((each) => !each.startsWith('POST'))).toEqual([]);
  });
});

describe('what is down', () => {
  it('is named beside the map, and everything else is there', async () => {
    const own = await startPortal();
    onTestFinished(() => own.close());
    await own.fail('irceline-hourly', 'refuse');
    const { page } = await open('/city?layers=bikes,air', WIDE, own);
    await page.locator('.map .pin-bikes').first().waitFor();
    expect(await page.locator('.troubles').innerText()).toMatch(
      /Air quality.*does not answer.*everything else is complete/s,
    );
  });
});
