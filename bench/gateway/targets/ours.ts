/** Our gateway, with every policy on, behind the same HTTP server as `npm start`. */
import { readFileSync } from 'node:fs';
import { accessFactsOf } from '../../../gateway/access/needs.ts';
import { factsOf } from '../../../gateway/facts.ts';
import { createGateway } from '../../../gateway/gateway.ts';
import { costFactsOf } from '../../../gateway/policies/cost-facts.ts';
import { askSubgraph } from '../../../gateway/transport/transport.ts';
import { serveLambda } from '../../../infra/lambda-http.ts';

process.env.QUOTA_ANONYMOUS = '900000000/900000000'; // One caller asks all it can.
const supergraphSdl = readFileSync(process.env.BENCH_SUPERGRAPH ?? '', 'utf8');
const apiSdl = readFileSync(process.env.BENCH_API ?? '', 'utf8');
process.env.GATEWAY_KEYS ||= 'bench:0123456789abcdef0123456789abcdef';
const facts = { ...factsOf(supergraphSdl), ...costFactsOf(supergraphSdl), ...accessFactsOf(supergraphSdl) };
const gateway = createGateway({ supergraphSdl, apiSdl, facts }, { ask: askSubgraph });
const { url } = await serveLambda(gateway.answer);
console.log(new URL(url).port);
