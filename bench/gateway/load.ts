/**
 * Asks a gateway from its own process: `node bench/gateway/load.ts PORT WORKLOAD MIX REQUESTS CONNECTIONS [FROM]`
 * prints what it saw as JSON.
 */
import { Agent, request } from 'node:http';
import { type Question, questionsOf, type Workload } from './workloads.ts';

const [port, workload, mix, requests, connections, from = '0'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const question = questionsOf(workload as Workload, Number(mix));

function ask({ query, variables }: Question): Promise<number> {
  const body = JSON.stringify({ query, variables });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const options = { host: '127.0.0.1', port, path: '/graphql', method: 'POST', agent, headers };
    const outgoing = request(options, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      response.on('end', () =>
        response.statusCode === 200 ? resolve(bytes) : reject(new Error(`status ${response.statusCode}`)),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const total = Number(requests);
const first = Number(from);
const times: number[] = [];
let next = 0;
let bytes = 0;
const startedAt = performance.now();
await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    while (next < total) {
      const n = first + next++;
      const askedAt = performance.now();
      const received = await ask(question(n));
      bytes += received;
      times.push(performance.now() - askedAt);
    }
  }),
);
const seconds = (performance.now() - startedAt) / 1000;
times.sort((a, b) => a - b);
const quantile = (q: number): number => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
console.log(
  JSON.stringify({ rps: total / seconds, p50Ms: quantile(0.5), p99Ms: quantile(0.99), bytes: bytes / total }),
);
process.exit(0);
