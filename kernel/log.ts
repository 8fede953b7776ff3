/**
 * One JSON object per line on standard error (standard output belongs to commands' results).
 * Messages and fields name datasets and codes; never a URL, a body, a position or a person.
 */
type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

function write(level: 'warn' | 'error', message: string, fields: Fields): void {
  process.stderr.write(`${JSON.stringify({ level, message, ...fields })}\n`);
}

/**
 * One line for a request, then lines that only count: all in one piece, so that nothing comes between. What stands in them
 * is numbers, and names that the code itself gives.
 * @param own What is counted in the line itself, as JSON members; `counts` is what is counted in lines of their own.
 */
export function logRequest(
  line: Readonly<Record<string, unknown>>,
  own: string | null,
  counts: readonly string[],
): void {
  const text = JSON.stringify({ level: 'info', message: 'request', ...line });
  const whole = own === null ? text : `${text.slice(0, -1)},${own}}`;
  process.stderr.write([whole, ...counts.map((members) => `{${members}}`), ''].join('\n'));
}

/** What Node or an SDK calls a failure, such as `ECONNREFUSED`; a message may hold an address. Null for what is no error. */
export function causeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Where a fault of ours arose: its name and frames without its message, which may quote what a caller sent. */
export function stackOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return [causeOf(error), ...frames].join('\n');
}

export const log = {
  warn: (message: string, fields: Fields = {}) => write('warn', message, fields),
  error: (message: string, fields: Fields = {}) => write('error', message, fields),
};
