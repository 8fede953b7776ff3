import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { stibTravellerInformation } from './source.ts';

const [FEED = ''] = Object.keys(captured);

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(stibTravellerInformation, answers);
  return { disruptions: await stibTravellerInformation.provides.disruptions?.(door), asked };
};

it('reads text, lines and stops out of the JSON that stands in strings', async () => {
  const { disruptions } = await read();
  expect(disruptions?.[0]).toMatchObject({
    text: { en: 'Works. Stop not served.', fr: 'Travaux. Arrêt non desservi.', nl: 'Werken. Halte niet bediend.' },
    lineIds: ['stib:51', 'stib:82'],
    stopIds: ['stib:8122'],
    priority: 5,
    startsAt: null,
    endsAt: null,
    provenance: { observedAt: null },
  });
});

it('keeps a message in the languages that it has, and of several parts the first', async () => {
  const { disruptions } = await read();
  expect(disruptions?.[1]?.text).toEqual({ fr: 'Ligne déviée.' });
  expect(disruptions?.[2]?.text).toEqual({ fr: 'Ascenseur hors service.', nl: 'Lift buiten dienst.' });
});

it('takes lines and stops that are empty or missing for none', async () => {
  const { disruptions } = await read();
  expect(disruptions?.slice(1).map(({ lineIds, stopIds, priority }) => [lineIds, stopIds, priority])).toEqual([
    [['stib:N06'], [], 3],
    [[], ['stib:8021'], null],
    [[], [], null],
  ]);
});

it('leaves out what has no words', async () => {
  const { disruptions } = await read();
  expect(disruptions).toHaveLength(4);
});

it('asks once, for the fields it reads', async () => {
  const { asked } = await read();
  expect(asked).toEqual([`${FEED}?limit=1000&offset=0&select=content%2Clines%2Cpoints%2Cpriority`]);
});

it('names the field when the JSON in a string is broken or another', async () => {
  const message = { content: '[{"text":[{"fr":"Travaux."}]}]', lines: '[]', points: '[]', priority: 1 };
  const answers = (part: object) => ({ [FEED]: { results: [{ ...message, ...part }], totalCount: 1 } });
  const invalid = (field: string) => ({ extensions: { code: 'SOURCE_INVALID', administration: 'stib-mivb', field } });
  await expect(read(answers({ content: '[{"texts":[]}]' }))).rejects.toMatchObject(invalid('results.0.content.0.text'));
  await expect(read(answers({ lines: '[{"id"' }))).rejects.toMatchObject(invalid('results.0.lines'));
  await expect(read(answers({ points: '[{"point":"1"}]' }))).rejects.toMatchObject(invalid('results.0.points.0.id'));
  await expect(read(answers({ priority: 'high' }))).rejects.toMatchObject(invalid('results.0.priority'));
});
