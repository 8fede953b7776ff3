import type { ReactNode } from 'react';
import { type Operation, type Outage, outages } from '../../../client/index.ts';
import { graph } from '../../ask/graph.ts';
import { answered } from '../../ask/use-answer.ts';
import type { Messages } from '../../messages/en.ts';
import type { Origin } from '../../parts/provenance.tsx';
import type { Format } from '../../shell/format.ts';

/** What the map can show, and the messages name. */
export type LayerId = keyof Messages['layers'];

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** What is needed to put a thing into words. */
export interface Telling {
  readonly messages: Messages;
  readonly format: Format;
  readonly language: string;
}

/** A thing in words, for the list and for the panel beside the map. */
export interface Described {
  /** Plain text: also the name of its mark on the map. */
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}

/** Something that stands somewhere, as the map draws it. */
export interface Thing {
  readonly layer: LayerId;
  readonly id: string;
  readonly at: Point;
  /** What its mark says, such as the number of bikes; empty for a mark alone. */
  readonly figure: string;
  /** Whether there is nothing to be had: drawn hollow. */
  readonly isEmpty: boolean;
  readonly origin: Origin;
  readonly describe: (telling: Telling) => Described;
}

/** What came for one layer and one box. */
export interface Loaded {
  readonly things: readonly Thing[];
  /** Whether the list was as long as a list can be, so that there may be more. */
  readonly isCut: boolean;
  readonly outages: readonly Outage[];
}

export interface Layer {
  readonly id: LayerId;
  /** From which zoom on it is asked for, and then only in the part of the map that is seen; null for the whole region. */
  readonly near: number | null;
  readonly load: (box: Box, language: string, signal: AbortSignal) => Promise<Loaded>;
}

interface Item {
  readonly id: string;
  readonly location: Point | null;
  readonly provenance: Origin;
}

interface Definition<Data, Of extends Item> {
  readonly id: LayerId;
  readonly operation: Operation<Data, { box: Box }>;
  readonly items: (data: Data) => readonly (Of | null)[] | null;
  /** As many as the operation asks for at most. */
  readonly first: number;
  /** Whether a full list is asked again in quarters, until nothing is missing. */
  readonly isWhole?: boolean;
  readonly near?: number;
  readonly figure?: (item: Of) => string;
  readonly isEmpty?: (item: Of) => boolean;
  readonly describe: (item: Of, telling: Telling) => Described;
}

/** A layer of the map, from an operation that asks for what stands in a box. */
export function layer<Data, Of extends Item>(definition: Definition<Data, Of>): Layer {
  const { id, operation, items, first, isWhole = false, near = null } = definition;
  const load = async (box: Box, language: string, signal: AbortSignal, depth = 0): Promise<Loaded> => {
    const answer = await answered(graph.request(operation, { box }, { language, signal }));
    const found = answer.data ? items(answer.data) : null;
    const isFull = (found?.length ?? 0) >= first;
    if (isFull && isWhole && depth < 3) {
      return together(await Promise.all(quarters(box).map((quarter) => load(quarter, language, signal, depth + 1))));
    }
    const things = (found ?? []).flatMap((item) => (item?.location ? [thingOf(definition, item, item.location)] : []));
    return { things, isCut: isFull, outages: outages(answer) };
  };
  return { id, near, load };
}

function thingOf<Data, Of extends Item>(definition: Definition<Data, Of>, item: Of, at: Point): Thing {
  const { id, figure, isEmpty, describe } = definition;
  return {
    layer: id,
    id: item.id,
    at,
    figure: figure?.(item) ?? '',
    isEmpty: isEmpty?.(item) ?? false,
    origin: item.provenance,
    describe: (telling) => describe(item, telling),
  };
}

function quarters({ south, west, north, east }: Box): readonly Box[] {
  const [lat, lon] = [(south + north) / 2, (west + east) / 2];
  return [
    { south, west, north: lat, east: lon },
    { south, west: lon, north: lat, east },
    { south: lat, west, north, east: lon },
    { south: lat, west: lon, north, east },
  ];
}

/** The parts of a box as one; what stands on a border is in two of them. */
function together(parts: readonly Loaded[]): Loaded {
  const things = new Map(parts.flatMap((part) => part.things.map((thing) => [thing.id, thing] as const)));
  return {
    things: [...things.values()],
    isCut: parts.some(({ isCut }) => isCut),
    outages: parts.flatMap((part) => part.outages),
  };
}
