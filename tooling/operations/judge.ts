import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type DocumentNode, Kind, parse } from 'graphql';
import * as v from 'valibot';
import { accessFactsOf } from '../../gateway/access/needs.ts';
import { hashOf } from '../../gateway/documents/hash.ts';
import { type Admit, createAdmission } from '../../gateway/policies/admission.ts';
import { costFactsOf } from '../../gateway/policies/cost-facts.ts';
import { LIMITS } from '../../gateway/policies/limits.ts';
import { ROOT } from '../folders.ts';
import { type Form, textsOf } from '../trusted.ts';

/** A document that can be published. */
export interface OwnDocument {
  readonly file: string;
  /** The name of its first operation. */
  readonly name: string;
  readonly type: string;
  readonly form: Form;
  readonly hash: string;
  readonly text: string;
  /** The most that one of its operations may cost. */
  readonly cost: number;
}

/** What the gateway would refuse of a file. */
export interface Refused {
  readonly file: string;
  readonly reasons: readonly string[];
}

export interface Judged {
  readonly documents: readonly OwnDocument[];
  readonly refused: readonly Refused[];
}

type Samples = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const Samples = v.record(v.string(), v.record(v.string(), v.unknown()));

/**
 * Judges every `.graphql` file of a folder as the gateway would if it were sent.
 * @throws {Error} when there are none.
 */
export function judgeFolder(folder: string): Judged {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : null;
  if (!files) throw new Error(`There is no folder ${folder}.`);
  const found = files.filter((file) => file.endsWith('.graphql')).toSorted();
  if (found.length === 0) throw new Error(`There is no .graphql file in ${folder}.`);
  const contract = (name: string): string => readFileSync(join(ROOT, 'gateway', `${name}.graphql`), 'utf8');
  const facts = { ...costFactsOf(contract('supergraph')), ...accessFactsOf(contract('supergraph')) };
  const admit = createAdmission(buildSchema(contract('api')), facts);
  const samples = samplesIn(folder);
  const judged = found.map((file) => judge(file, readFileSync(join(folder, file), 'utf8'), admit, samples));
  return {
    documents: judged.flatMap((each) => ('reasons' in each ? [] : each)),
    refused: judged.flatMap((each) => ('reasons' in each ? [each] : [])),
  };
}

function samplesIn(folder: string): Samples {
  const file = join(folder, 'variables.json');
  if (!existsSync(file)) return {};
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Samples), readFileSync(file, 'utf8'));
  if (!read.success) throw new Error(`${file} holds no variables by the name of the operation.`);
  return read.output;
}

function judge(file: string, source: string, admit: Admit, samples: Samples): readonly OwnDocument[] | Refused {
  try {
    return [...textsOf(parse(source))].map(([form, text]) => documentOf(file, form, text, admit, samples));
  } catch (error) {
    return { file, reasons: error instanceof Error ? error.message.split('\n') : [String(error)] };
  }
}

/** @throws {Error} with one line for each reason for which the gateway would refuse it. */
function documentOf(file: string, form: Form, text: string, admit: Admit, samples: Samples): OwnDocument {
  if (Buffer.byteLength(text) > LIMITS.bytes) throw new Error(`It has more than ${LIMITS.bytes} bytes.`);
  const document: DocumentNode = parse(text, { maxTokens: LIMITS.tokens });
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [first] = operations;
  if (!first) throw new Error('It has no operation.');
  const hash = hashOf(text);
  const costs = operations.map((definition) => {
    const name = definition.name?.value;
    if (!name) throw new Error('Its operation has no name.');
    const { errors, cost } = admit(document, definition, hash, samples[name] ?? {}, false);
    if (errors.length > 0) throw new Error(errors.map(({ message }) => `${name}: ${message}`).join('\n'));
    return cost;
  });
  const { name, operation: type } = first;
  return { file, name: name?.value ?? '', type, form, hash, text, cost: Math.max(...costs) };
}
