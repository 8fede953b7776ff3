import type { Layer, LayerId } from '../layer.ts';
import { air } from './air.ts';
import { bikes } from './bikes.ts';
import { incidents } from './incidents.tsx';
import { permits } from './permits.tsx';
import { roadEvents } from './road-events.tsx';
import { stops } from './stops.ts';
import { traffic } from './traffic.ts';

/** Every layer of the map, in the order of its switches. */
export const LAYERS: readonly Layer[] = [bikes, stops, traffic, roadEvents, air, incidents, permits];

/** Those that are on for who comes without an address that says which. */
export const FIRST_LAYERS: readonly LayerId[] = ['bikes', 'air'];
