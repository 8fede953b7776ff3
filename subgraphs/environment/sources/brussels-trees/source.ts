import * as v from 'valibot';
import { cityOfBrussels, cityQuota } from '../../../../kernel/administrations/city-of-brussels.ts';
import {
  countRecords,
  isOneOf,
  isWithin,
  type RecordQuestion,
  readRecords,
} from '../../../../kernel/connectors/opendatasoft/opendatasoft.ts';
import { url } from '../../../../kernel/env.ts';
import { distanceMetres, type GeoPoint } from '../../../../kernel/geography/coordinates.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import type { MeasurementModel } from '../../../../kernel/value-types.ts';
import { idText, maybe } from '../../../../kernel/wire.ts';
import type { TreeRecord } from '../../models.ts';
import type { EnvironmentProvides } from '../../provides.ts';

export const brusselsTrees = defineSource<EnvironmentProvides>({
  id: 'brussels-trees',
  title: { en: 'Trees in the City of Brussels', fr: 'Arbres à la Ville de Bruxelles', nl: 'Bomen in de Stad Brussel' },
  description: {
    en: 'Trees along streets and in parks on the territory of the City that public bodies look after, with their species.',
    fr: 'Arbres de voirie et de parc gérés par des organismes publics sur le territoire de la Ville, avec leur espèce.',
    nl: 'Straat- en parkbomen die openbare instellingen op het grondgebied van de Stad beheren, met hun soort.',
  },
  administration: cityOfBrussels,
  licence: CC_BY,
  theme: 'ENVI',
  updateFrequency: 'IRREG',
  standard: 'OpenDataSoft Explore 2.1',
  connector: 'opendatasoft',
  endpoint: url(
    'BRUSSELS_TREES_URL',
    'https://opendata.brussels.be/api/explore/v2.1/catalog/datasets/arbres-bomen-vbx-be-bm/records',
  ),
  freshFor: days(1),
  staleFor: days(7),
  quota: cityQuota,
  openQuestions: [
    'Whether the ids of trees stay the same, and are texts.',
    'How often the dataset is brought up to date, and which trees are still missing.',
    'What the portal lets one address ask without a key; its datasets share that.',
  ],
  provides: { treesNear, treesById, treeCounts },
});

/** The dataset covers one municipality: the City of Brussels. */
const CITY = '21004';
const PREFIX = 'city-of-brussels:';
/** Trees in one answer, which is also one page of the portal. */
const MOST = 100;
/** Metres below which a circle is not made smaller. */
const SMALLEST = 10;

const fields = v.object({
  id: idText,
  species: v.nullable(v.string()),
  address_fr: v.nullable(v.string()),
  // Sic.
  adress_nl: v.nullable(v.string()),
  geo_point_2d: maybe(v.object({ lat: v.number(), lon: v.number() })),
});
const select = Object.keys(fields.entries).join(',');

async function treesNear(
  door: Door,
  { point, metres }: { readonly point: GeoPoint; readonly metres: number },
): Promise<readonly TreeRecord[]> {
  const distanceTo = ({ location }: TreeRecord): number => distanceMetres(point, location);
  const trees = await treesWithin(door, point, Math.round(metres));
  return trees.toSorted((a, b) => distanceTo(a) - distanceTo(b)).slice(0, MOST);
}

/**
 * Trees of a circle. The portal cannot sort by distance, and gives any 100 of a circle that holds more. Then half the
 * circle is asked as well, until one holds less: so the nearest are all there, and only of those farther away some.
 */
async function treesWithin(door: Door, point: GeoPoint, metres: number): Promise<readonly TreeRecord[]> {
  const trees = await readTrees(door, { where: isWithin('geo_point_2d', point, metres), most: MOST, isPersonal: true });
  if (trees.length < MOST || metres <= SMALLEST) return trees;
  const nearer = await treesWithin(door, point, Math.round(metres / 2));
  return [...new Map([...trees, ...nearer].map((tree) => [tree.id, tree])).values()];
}

async function treesById(door: Door, ids: readonly string[]): Promise<readonly TreeRecord[]> {
  const own = ids.filter((id) => id.startsWith(PREFIX)).map((id) => id.slice(PREFIX.length));
  return own.length === 0 ? [] : readTrees(door, { where: isOneOf('id', own), most: own.length });
}

async function readTrees(
  door: Door,
  question: Pick<RecordQuestion<unknown>, 'where' | 'most' | 'isPersonal'>,
): Promise<readonly TreeRecord[]> {
  const { value, retrievedAt } = await readRecords(door, brusselsTrees, { fields, select, ...question });
  const provenance = { source: brusselsTrees, observedAt: null, retrievedAt };
  return value.flatMap(({ id, species, address_fr, adress_nl, geo_point_2d: location }) => {
    const street = localizedText({ fr: address_fr, nl: adress_nl });
    return location ? [{ id: PREFIX + id, species: species?.trim() || null, street, location, provenance }] : [];
  });
}

async function treeCounts(door: Door): Promise<readonly { nisCode: string; count: MeasurementModel }[]> {
  const { value, retrievedAt } = await countRecords(door, brusselsTrees);
  const provenance = { source: brusselsTrees, observedAt: null, retrievedAt };
  return [{ nisCode: CITY, count: { value, unit: '{tree}', quality: 'DERIVED', provenance } }];
}
