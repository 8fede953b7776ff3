import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { fixmystreetIncidents } from './source.ts';

const FIRST = 'GET /api/incidents?page=0&size=100';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(fixmystreetIncidents, answers);
  return { incidents: (await fixmystreetIncidents.provides.incidents?.(door)) ?? [], asked };
};
const page = (item: object) => ({ [FIRST]: { _embedded: { response: [item] }, page: { totalPages: 1 } } });

it('reads a report with its category, the most general one above, and its place', async () => {
  const { incidents } = await read();
  expect(incidents[0]).toMatchObject({
    id: 'fixmystreet:512034',
    status: 'PROCESSING',
    category: { fr: 'Dalle descellée', nl: 'Losliggende tegel', en: 'Loose paving stone' },
    topCategory: { fr: 'Voirie', nl: 'Wegen', en: 'Roads' },
    location: { lat: expect.closeTo(50.8386312, 6), lon: expect.closeTo(4.3743883, 6) },
    street: { fr: 'Rue du Trône', nl: 'Troonstraat' },
    postalCode: '1050',
    createdAt: new Date('2026-08-30T09:12:40Z'),
    updatedAt: new Date('2026-08-31T06:30:00Z'),
    provenance: { observedAt: new Date('2026-08-31T06:30:00Z') },
  });
});

it('keeps a report without coordinates, without a date of creation and with a time without offset', async () => {
  const { incidents } = await read();
  expect(incidents[1]).toMatchObject({
    category: { fr: 'Graffiti', nl: 'Graffiti' },
    topCategory: { fr: 'Graffiti', nl: 'Graffiti' },
    location: null,
    street: { fr: 'Rue Haute' },
    postalCode: '1000',
    createdAt: null,
    updatedAt: new Date('2026-08-30T08:05:00Z'),
  });
});

it('reads the other name of the date of change, and a date in milliseconds', async () => {
  const { incidents } = await read();
  expect(incidents[2]).toMatchObject({
    category: null,
    topCategory: null,
    street: null,
    createdAt: new Date(1_788_000_000_000),
    updatedAt: new Date('2026-08-29T22:00:00Z'),
  });
});

it('calls a status OTHER that it does not know, and a date null that it cannot read', async () => {
  const { incidents } = await read();
  expect(incidents[3]).toMatchObject({ status: 'OTHER', location: null, updatedAt: null });
});

it('shows a report once that moved to the next page between two questions', async () => {
  const { incidents } = await read();
  expect(incidents.map(({ id }) => id)).toEqual(
    ['512034', '512033', '512032', '512031'].map((number) => `fixmystreet:${number}`),
  );
});

it('lets no reporter, comment, photo or house number in, and asks for pages only', async () => {
  const { incidents, asked } = await read();
  expect(JSON.stringify(incidents)).not.toMatch(/Anne|tombée|attachments|117/);
  expect(asked).toEqual(Object.keys(captured));
});

it('asks for five pages at most', async () => {
  const many = { _embedded: { response: [] }, page: { totalPages: 1500 } };
  const { asked } = await read({ 'GET /api/incidents': many });
  expect(asked.toSorted()).toEqual([0, 1, 2, 3, 4].map((number) => `GET /api/incidents?page=${number}&size=100`));
});

it('names the field when the administration renames one', async () => {
  await expect(read(page({ identifier: 1, status: 'CREATED' }))).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      dataset: 'fixmystreet-incidents',
      administration: 'paradigm',
      field: '_embedded.response.0.id',
    },
  });
});

it('does not take the page of the site for an answer', async () => {
  await expect(read({ [FIRST]: '<!doctype html><title>Fix My Street</title>' })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'body' },
  });
});
