import { columns } from '../columns.ts';
import type { OwnDocument, Refused } from './judge.ts';
import type { Known } from './registry.ts';

/** A document and what became of it; `judged` where no table was asked. */
export type Row = OwnDocument & { readonly status: 'new' | 'known' | 'judged' };

/** The documents of a folder, for people. */
export function publishedText(rows: readonly Row[]): string {
  const cells = rows.map(({ name, form, hash, cost, status }) => [name, form, hash, cost, status]);
  return columns([['NAME', 'FORM', 'HASH', 'COST', 'STATUS'], ...cells]);
}

/** What has to be mended first. */
export function refusedText(refused: readonly Refused[]): string {
  return refused.flatMap(({ file, reasons }) => reasons.map((reason) => `${file}  ${reason}`)).join('\n');
}

/** What is in the table, for people. */
export function knownText(known: readonly Known[]): string {
  if (known.length === 0) return 'No document is published.';
  const cells = known.map(({ name, form, hash, cost, publishedAt }) => [name, form, hash, cost, publishedAt]);
  return columns([['NAME', 'FORM', 'HASH', 'COST', 'PUBLISHED'], ...cells]);
}

/** The same for Apollo's tools: one document for each operation, in the form in which Apollo Client sends it. */
export function manifestOf(documents: readonly OwnDocument[]): string {
  const sent = new Map(documents.map((document) => [document.file, document])); // `typename` comes after `plain`.
  const operations = [...sent.values()].map(({ hash, name, type, text }) => ({ id: hash, name, type, body: text }));
  return `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`;
}

/** A document for programs: everything but its text. */
export function openOf({ text: _, ...row }: Row) {
  return row;
}
