/** Loads one module in a thread of its own, so that what it declares is told apart from what others declare. */
import { parentPort, workerData } from 'node:worker_threads';
import { declared } from '../kernel/env.ts';

await import(workerData);
parentPort?.postMessage(declared());
