import type { IncomingHttpHeaders } from 'node:http';
import type { Source } from '../kernel/source.ts';
import type { World } from './world.ts';

/** A request as an emulated administration sees it. */
export interface WireQuestion {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WireAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when it is a string or bytes, else as JSON. */
  readonly body: unknown;
}

/** What an emulator knows when a question comes in. */
export interface Scene {
  readonly world: World;
  readonly source: Source;
  /** The emulated administration's own origin, for the links it puts into answers. */
  readonly origin: string;
}

export type Answerer = (question: WireQuestion, scene: Scene) => WireAnswer | Promise<WireAnswer>;

/** What an emulator is started with. */
export interface Stage {
  /** The world at the start, for what does not change after. */
  readonly world: World;
  /** Has something ended when the sandbox closes. */
  readonly onClose: (close: () => Promise<void>) => void;
}

/**
 * An emulator of one wire standard, in `standards/<connector>.ts`: speaks the protocol (paging, filters, errors)
 * over whatever a source's `fixture/emulate.ts` says the administration knows.
 */
export interface Standard<Knowledge> {
  readonly answer: (knowledge: Knowledge, stage: Stage) => Answerer | Promise<Answerer>;
  /** Environment variables that a client of this standard needs besides address and key. */
  readonly environment?: Readonly<Record<string, string>>;
}

export const notFound: WireAnswer = { status: 404, body: { message: 'Resource not found' } };
