import { type RecordQuestion, readRecords } from '../connectors/opendatasoft/opendatasoft.ts';
import { secret, setting, url } from '../env.ts';
import type { Door, Reading } from '../http.ts';
import { type Administration, CC_BY, type Source } from '../source.ts';
import { BMC_GATEWAY, gatewayHeaders } from './belgian-mobility.ts';

const stibMivb: Administration = {
  id: 'stib-mivb',
  name: { en: 'STIB-MIVB', fr: 'STIB', nl: 'MIVB' },
  homepage: 'https://www.stib-mivb.be',
};

/** The key of the Belgian Mobility Company's gateway, through which STIB-MIVB publishes. */
const key = secret('STIB_API_KEY');

/** What all of STIB-MIVB's datasets have in common: who keeps them, under which terms, and through which gateway. */
export const stibDataset = {
  administration: stibMivb,
  licence: CC_BY,
  /** The sentences that it prescribes. The date they ask for is each answer's `provenance`. */
  attribution:
    'Source: STIB-MIVB – Open Data. Contains data originally published by STIB-MIVB, modified by Brussels City Graph. ' +
    'Published through the Belgian Mobility Company, https://data.belgianmobility.io.',
  theme: 'TRAN',
  standard: 'OpenDataSoft Explore 2.1 (BMC)',
  connector: 'opendatasoft',
  key,
  /**
   * What one key may ask, all datasets together. The terms speak of 500 a minute and 12,000 a day, "indicative"; 8 a
   * minute have been reported as well, so that is the default until the company says what ours may.
   */
  quota: setting('STIB_QUOTA', '8/60, 12000/86400'),
  openQuestions: [
    "Which of the gateway's two hosts is the right one (`…-opendata-production`, `…-discovery-production`), and how a path is written (`stopDetails` or `StopDetails`): working keys have been answered 404.",
    'Whether `where`, `select` and a `limit` above 100 go on working there.',
    'What our key may ask: 500 or 8 a minute, 12,000 a day. A quota that is used up has been answered 403 and 429.',
  ],
} as const;

/** The address of a dataset, such as `rt/WaitingTimes`. */
export const stibUrl = (variable: string, path: string) =>
  url(variable, `${BMC_GATEWAY}/api/datasets/stibmivb/${path}`);

/** Records on a page: the gateway has been seen to answer so many, which saves its quota. */
const PAGE = 1_000;

/** Reads records with the key. Without one the gateway answers a few anonymous questions a day. */
export function readStib<Fields>(
  door: Door,
  source: Source,
  question: Omit<RecordQuestion<Fields>, 'headers' | 'pageSize'>,
): Promise<Reading<readonly Fields[]>> {
  return readRecords(door, source, { ...question, headers: gatewayHeaders(key), pageSize: PAGE });
}
