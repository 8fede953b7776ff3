import type {
  DepartureRecord,
  DisruptionRecord,
  LineRecord,
  StopModel,
  VehicleProgressRecord,
} from '../../subgraphs/mobility/models.ts';
import { networkOf } from '../../subgraphs/mobility/network.ts';
import { type NearStop, nextDepartures, type Walk } from '../../subgraphs/mobility/next-departures.ts';
import { testSource } from './source.ts';

/** A line, its stops and vehicles, and somebody who stands near a stop of it. */
const NOW = new Date('2026-03-02T18:00:00Z');
export const provenance = { source: testSource(), observedAt: null, retrievedAt: NOW };

/** Stops stand 445 m apart along a meridian; `stib:3B` is the one that real-time feeds write without its letter. */
const stop = (id: string, at: number): StopModel => ({
  id,
  name: { fr: `Arrêt ${id}` },
  location: { lat: 50.84 + at * 0.004, lon: 4.35 },
  provenance,
  nisCode: '21004',
  municipalityBasis: 'BOUNDARY',
});
export const stops = ['stib:1', 'stib:2', 'stib:3B', 'stib:4', 'stib:5'].map(stop);
export const [first, second, third, fourth, fifth] = stops as [StopModel, StopModel, StopModel, StopModel, StopModel];
const line: LineRecord = {
  id: 'stib:51',
  number: '51',
  directions: [
    { destination: { fr: 'NORD' }, stopIds: stops.map(({ id }) => id) },
    { destination: { fr: 'SUD' }, stopIds: ['stib:15', 'stib:14', 'stib:13'] },
  ],
  provenance,
};
export const vehicle = (lastStopId: string, metresSince = 0, terminusId = 'stib:5'): VehicleProgressRecord => ({
  lineId: 'stib:51',
  terminusId,
  lastStopId,
  metresSince,
  provenance,
});
export const departure = (minutes: number | null, more: Partial<DepartureRecord> = {}): DepartureRecord => ({
  stopId: third.id,
  tripId: null,
  line: '51',
  destination: { fr: 'NORD' },
  scheduledAt: null,
  expectedAt: minutes === null ? null : new Date(NOW.getTime() + minutes * 60_000),
  basis: 'LIVE',
  cancelled: false,
  platform: null,
  message: null,
  provenance,
  ...more,
});

interface Scene {
  readonly near?: readonly NearStop[];
  readonly departures?: readonly DepartureRecord[];
  readonly vehicles?: readonly VehicleProgressRecord[];
  readonly directions?: LineRecord['directions'];
  readonly disruptions?: readonly DisruptionRecord[];
  readonly walk?: Partial<Walk>;
}
/** The next departures in a scene: 100 m from the third stop, walking 1 m/s, where it says nothing else. */
export function ask({ departures = [], vehicles = [], disruptions = [], walk = {}, ...scene }: Scene) {
  const lines = [{ ...line, directions: scene.directions ?? line.directions }];
  const network = networkOf({ stops, lines, vehicles, disruptions });
  const near = scene.near ?? [{ stop: third, metres: 100, departures }];
  return nextDepartures(near, network, { now: NOW, speed: 1, lines: null, ...walk });
}
