// The limit: a proxy without GraphQL. It knows the three questions by heart, makes the same requests as a federation
// gateway has to, joins the answers by hand and checks nothing.
import { Agent, createServer, request } from 'node:http';

const ports = JSON.parse(process.env.BENCH_PORTS);
const agent = new Agent({ keepAlive: true });
const headers = { 'content-type': 'application/json' };

function ask(subgraph, body) {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: ports[subgraph],
      path: '/graphql',
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    };
    const outgoing = request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)).toString();
        resolve(JSON.parse(text).data);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const json = JSON.stringify;
const entities = (type, selection) => `query($r:[_Any!]!){_entities(representations: $r){...on ${type}{${selection}}}}`;
const keysOf = (municipalities) => municipalities.map(({ nisCode }) => ({ __typename: 'Municipality', nisCode }));

const CITY_ROOT =
  'query($codes:[ID!]){municipalities(nisCodes: $codes){nisCode name{fr nl} incidents(first: 3){id category status createdAt nearestStop{id}}}}';
const CITY_MOBILITY =
  'query($r:[_Any!]!,$s:[_Any!]!,$stations:Int,$stops:Int){_entities(representations: $r){...on Municipality{bikeStations(first: $stations){id name bikesAvailable docksAvailable renting} stops(first: $stops){id name departures(first: 3){line destination expectedAt basis}}}} named: _entities(representations: $s){...on Stop{name}}}';
const CITY_ENVIRONMENT = entities(
  'Municipality',
  'airQuality{basis no2{value unit observedAt} pm10{value unit} o3{value unit}}',
);
const CITY_ECONOMY = entities('Municipality', 'enterprises(first: 5){number name legalForm activities{naceCode main}}');

async function city({ codes, stations, stops }) {
  const { municipalities } = await ask('governance', json({ query: CITY_ROOT, variables: { codes } }));
  const r = keysOf(municipalities);
  const near = new Map();
  for (const { incidents } of municipalities) {
    for (const { nearestStop } of incidents) near.set(nearestStop.id, { __typename: 'Stop', id: nearestStop.id });
  }
  const s = [...near.values()];
  const [mobility, environment, economy] = await Promise.all([
    ask('mobility', json({ query: CITY_MOBILITY, variables: { r, s, stations, stops } })),
    ask('environment', json({ query: CITY_ENVIRONMENT, variables: { r } })),
    ask('economy', json({ query: CITY_ECONOMY, variables: { r } })),
  ]);
  const names = new Map(s.map(({ id }, i) => [id, mobility.named[i].name]));
  for (const [i, municipality] of municipalities.entries()) {
    for (const { nearestStop } of municipality.incidents) nearestStop.name = names.get(nearestStop.id);
    municipality.bikeStations = mobility._entities[i].bikeStations;
    municipality.stops = mobility._entities[i].stops;
    municipality.airQuality = environment._entities[i].airQuality;
    municipality.enterprises = economy._entities[i].enterprises;
  }
  return { municipalities };
}

const SMALL_ROOT = 'query($code:ID!){municipality(nisCode: $code){nisCode name{fr}}}';
const SMALL_AIR = entities('Municipality', 'airQuality{basis no2{value unit}}');

async function small({ code }) {
  const { municipality } = await ask('governance', json({ query: SMALL_ROOT, variables: { code } }));
  const { _entities } = await ask('environment', json({ query: SMALL_AIR, variables: { r: keysOf([municipality]) } }));
  municipality.airQuality = _entities[0].airQuality;
  return { municipality };
}

const WIDE_ROOT = 'query($codes:[ID!]){municipalities(nisCodes: $codes){nisCode}}';
const WIDE_MOBILITY =
  'query($r:[_Any!]!,$stations:Int,$stops:Int){_entities(representations: $r){...on Municipality{bikeStations(first: $stations){id name lat lon bikesAvailable docksAvailable renting} stops(first: $stops){id name departures(first: 3){line destination expectedAt basis}}}}}';
const WIDE_AIR = entities('Stop', 'air{basis no2{value unit}}');

async function wide({ codes, stations, stops }) {
  const { municipalities } = await ask('governance', json({ query: WIDE_ROOT, variables: { codes } }));
  const variables = { r: keysOf(municipalities), stations, stops };
  const mobility = await ask('mobility', json({ query: WIDE_MOBILITY, variables }));
  for (const [i, municipality] of municipalities.entries()) Object.assign(municipality, mobility._entities[i]);
  const all = municipalities.flatMap((municipality) => municipality.stops);
  const r = all.map(({ id }) => ({ __typename: 'Stop', id }));
  const { _entities } = await ask('environment', json({ query: WIDE_AIR, variables: { r } }));
  for (const [i, stop] of all.entries()) stop.air = _entities[i].air;
  return { municipalities };
}

const answers = { city, small, wide };

const server = createServer((incoming, response) => {
  const chunks = [];
  incoming.on('data', (chunk) => chunks.push(chunk));
  incoming.on('end', async () => {
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const which = query.includes('$code:') ? 'small' : query.includes('incidents(first: 3)') ? 'city' : 'wide';
    const body = json({ data: await answers[which](variables) });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
