/** What is known of one thing; references are the rows themselves. */
export type Row = Record<string, unknown> & { readonly __typename: string };

const LANGUAGES: Readonly<Record<string, string>> = { fr: 'arrêt', nl: 'halte' };
const labelOf = (stop: Row, lang: unknown) => `${LANGUAGES[String(lang)] ?? lang} ${stop.id}`;
const signOf = (label: unknown, town: unknown) =>
  `${label} in ${town ? JSON.stringify(pick(town as Row, ['code', 'people'])) : 'nowhere'}`;
const densityOf = (people: unknown, area: unknown) => (typeof area === 'number' ? Number(people) / area : null);
const pick = (row: Row, keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, row[key]]));
const first = (list: unknown, n: unknown) => (Array.isArray(list) && typeof n === 'number' ? list.slice(0, n) : list);

/** The rows of the world, by type. */
export function rowsOf(): Readonly<Record<string, Row[]>> {
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  const of = (list: Row[], i: number): Row => list[i % list.length] as Row;
  const Town: Row[] = range(5).map((i) => ({
    __typename: 'Town',
    code: `t${i}`,
    name: `Town ${i}`,
    people: 100 * (i + 1),
  }));
  const Line: Row[] = range(6).map((i) => ({
    __typename: 'Line',
    id: `l${i}`,
    name: `Line ${i}`,
    riders: i === 2 ? null : i * 7,
  }));
  const Stop: Row[] = range(9).map((i) => ({
    __typename: 'Stop',
    id: `s${i}`,
    shelter: i % 3 === 0 ? null : i % 2 === 0,
  }));
  const Zone: Row[] = range(3).map((i) => ({
    __typename: 'Zone',
    number: i,
    place: { letter: 'ABC'[i] },
    price: i + 0.5,
  }));
  const Operator: Row[] = range(2).map((i) => ({
    __typename: 'Operator',
    id: `o${i}`,
    name: `Operator ${i}`,
    fleet: i ? 12 : null,
  }));
  const Citizen: Row[] = range(7).map((i) => ({
    __typename: 'Citizen',
    id: `c${i}`,
    name: `Citizen ${i}`,
    age: i % 3 === 1 ? null : 20 + i,
  }));
  const door = (i: number) => ({ width: i, kind: i % 2 ? 'BUS' : null });
  const Vehicle: Row[] = range(6).map((i) =>
    i % 2
      ? { __typename: 'Bus', id: `v${i}`, seats: 30 + i, fuel: i === 3 ? null : 'gas' }
      : {
          __typename: 'Tram',
          id: `v${i}`,
          seats: 90 + i,
          sections: i === 4 ? null : range(i + 1).map((n) => ({ number: n, length: n / 2, door: n ? door(n) : null })),
        },
  );
  const Depot: Row[] = range(2).map((i) => ({
    __typename: 'Depot',
    id: `d${i}`,
    capacity: i || null,
    mustBe: 'there',
  }));
  const Media: Row[] = range(4).map((i) =>
    i % 2
      ? { __typename: 'Film', id: `m${i}`, title: `Film ${i}`, minutes: 90 + i, rating: i }
      : { __typename: 'Leaflet', id: `m${i}`, title: `Leaflet ${i}`, pages: i || null, rating: null },
  );
  for (const [i, town] of Town.entries()) {
    Object.assign(town, {
      area: i === 3 ? null : i + 1.25,
      neighbours: [of(Town, i + 1), of(Town, i + 4)],
      twin: i === 1 ? null : of(Town, i + 2),
      secret: 'secret',
      mayor: i === 4 ? null : { name: `Mayor ${i}`, town: of(Town, i + 1), tags: [null, `tag ${i}`] },
      citizens: i === 2 ? null : Citizen.filter((_, n) => n % 5 === i),
      oldest: i === 0 ? null : of(Citizen, i + 2),
    });
  }
  for (const [i, line] of Line.entries()) {
    Object.assign(line, {
      kind: i % 3 === 0 ? null : i % 2 ? 'BUS' : 'TRAM',
      stops: range(i % 4).map((n) => of(Stop, i + n)),
      operator: i === 5 ? null : of(Operator, i),
      meta: i % 2 ? { deep: [i, { __typename: 'kept', nothing: null }] } : null,
      vehicles: i === 3 ? null : [of(Vehicle, i), of(Vehicle, i + 1)],
      parent: i ? of(Line, i - 1) : null,
      fans: i === 4 ? null : [of(Citizen, i), of(Citizen, i + 3)],
    });
  }
  for (const [i, stop] of Stop.entries()) {
    Object.assign(stop, {
      lines: [of(Line, i), of(Line, i + 2)],
      town: i === 7 ? null : of(Town, i),
      zone: of(Zone, i),
      neighbour: i % 4 === 3 ? null : of(Stop, i + 1),
    });
  }
  for (const [i, zone] of Zone.entries()) zone.towns = i === 1 ? null : [of(Town, i), of(Town, i + 1)];
  for (const [i, operator] of Operator.entries()) operator.seat = of(Town, i + 1);
  for (const [i, citizen] of Citizen.entries()) {
    Object.assign(citizen, {
      home: of(Town, i),
      rides: i === 6 ? null : [of(Line, i)],
      boss: i ? of(Citizen, i + 2) : null,
    });
  }
  for (const [i, vehicle] of Vehicle.entries()) {
    Object.assign(vehicle, { line: i === 5 ? null : of(Line, i), driver: i === 1 ? null : of(Citizen, i) });
  }
  for (const [i, depot] of Depot.entries()) depot.towns = i ? [[of(Town, 0), of(Town, 2)], null, []] : null;
  for (const [i, media] of Media.entries()) media.about = i === 2 ? null : of(Town, i);
  return { Town, Line, Stop, Zone, Operator, Citizen, Vehicle, Depot, Media };
}

type Resolve = (source: Row & { given?: Row }, args: Record<string, unknown>) => unknown;

/** What is more than reading a field of a row. */
export function resolversOf(
  rows: Readonly<Record<string, Row[]>>,
  state: { count: number },
): Readonly<Record<string, Resolve>> {
  const { Town = [], Line = [], Stop = [], Operator = [], Citizen = [], Vehicle = [], Depot = [], Media = [] } = rows;
  return {
    'Query.lines': (_, { first: n }) => first(Line, n),
    'Query.line': (_, { id }) => Line.find((line) => line.id === id) ?? null,
    'Query.linesByIds': (_, { ids }) => (ids as string[]).map((id) => Line.find((line) => line.id === id) ?? null),
    'Query.vehicles': (_, { kind }) => Vehicle.filter(({ __typename }) => !kind || __typename.toUpperCase() === kind),
    'Query.found': (_, { text }) => [Line[1], Stop[0], Depot[1], Stop[7], Depot[0]].slice(0, String(text).length + 2),
    'Query.towns': () => Town,
    'Query.town': (_, { code }) => Town.find((town) => town.code === code) ?? null,
    'Query.townsOf': (_, { codes }) =>
      (codes as string[]).map((code) => Town.find((town) => town.code === code) ?? null),
    'Query.operators': () => Operator,
    'Query.media': (_, { first: n }) => first(Media, n),
    'Query.people': () => Citizen,
    'Query.echo': (_, args) => JSON.stringify(args),
    'Query.grid': () => [[1, 2], [], [3]],
    'Query.broken': (_, { really }) => ({ __typename: 'Depot', id: 'broken', mustBe: really ? null : 'whole' }),
    'Mutation.rename': (_, { line, name }) => {
      const renamed = Line.find(({ id }) => id === line) ?? (Line[0] as Row);
      renamed.name = `${name} (${state.count})`;
      renamed.riders = state.count;
      return renamed;
    },
    'Mutation.count': (_, { by }) => {
      state.count += Number(by);
      return state.count;
    },
    'Mutation.register': (_, { name, town }) => {
      state.count += 100;
      return {
        __typename: 'Citizen',
        id: `new${state.count}`,
        name,
        age: state.count,
        home: Town.find(({ code }) => code === town) ?? Town[0],
      };
    },
    'Line.stops': ({ stops }, { first: n }) => first(stops, n),
    'Stop.label': (stop, { lang }) => labelOf(stop, lang),
    'Stop.sign': (stop) =>
      stop.given ? signOf(stop.given.label, stop.given.town) : signOf(labelOf(stop, 'nl'), stop.town),
    'Town.density': (town) =>
      town.given ? densityOf(town.given.people, town.given.area) : densityOf(town.people, town.area),
    'Town.citizens': ({ citizens }, { first: n, older }) =>
      first(
        Array.isArray(citizens) && typeof older === 'number' ? citizens.filter(({ age }) => age > older) : citizens,
        n,
      ),
  };
}
