import { expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import { sourceFolders, sourceIn } from '../folders.ts';
import { closest } from './closest.ts';
import { planOf, questionsOf, requestsOf } from './plan.ts';

it.each(sourceFolders())('knows how to ask $id everything that it provides', async (folder) => {
  const source = await sourceIn(folder);
  if (source.access === 'RESTRICTED') return; // It is not probed.
  const methods = questionsOf(source).map(({ method }) => method);
  expect(methods).toEqual(expect.arrayContaining(Object.keys(source.provides)));
  expect(methods).not.toEqual([]);
});

it('says where to tell how a new kind of thing is asked', () => {
  const street = testSource({ id: 'street-lamps', provides: { streetLamps: async () => [] } });
  expect(() => questionsOf(street)).toThrow('street-lamps provides "streetLamps": tell in tooling/probe/samples.ts');
  expect(() => questionsOf(testSource())).toThrow('test-data provides nothing: tell in tooling/probe/samples.ts');
});

it('asks what is asked with something else after that, in a source and among those of an administration', async () => {
  const plan = await planOf([]);
  const asked = plan.flatMap(({ sources }) =>
    sources.flatMap(({ source, questions }) => questions.map(({ method }) => `${source.id} ${method}`)),
  );
  const inOrder = (...wanted: string[]) => expect(asked.filter((one) => wanted.includes(one))).toEqual(wanted);
  inOrder('de-lijn-stops stops', 'de-lijn-departures departures');
  inOrder('sncb-stations stops', 'sncb-alerts disruptions', 'sncb-departures departures');
  inOrder('stib-stops stops', 'stib-lines lines', 'stib-waiting-times departures');
  inOrder('irceline-hourly airStations', 'irceline-hourly hourlyValues');
  inOrder('enterprise-register enterpriseNumbers', 'enterprise-register enterprises');
});

it('plans only what was named, with everything that its administration provides to ask with', async () => {
  const plan = await planOf(['stib-waiting-times', 'villo-stations']);
  expect(plan.map(({ sources }) => sources.map(({ source }) => source.id))).toEqual([
    ['stib-waiting-times'],
    ['villo-stations'],
  ]);
  expect(plan[0]?.own).toHaveProperty('stops');
  expect(requestsOf(plan)).toBeLessThan(requestsOf(await planOf([])));
});

it('names the closest to what is no dataset', async () => {
  await expect(planOf(['vilo-station'])).rejects.toThrow(
    'There is no dataset "vilo-station". The closest is "villo-stations".',
  );
  expect(closest('stib', ['villo', 'stib-lines', 'stib-stops'])).toBe('villo');
  expect(closest('lines-stib', ['villo', 'stib-lines', 'line-stibs'])).toBe('line-stibs');
  expect(closest('', [])).toBeNull();
});
