/**
 * One JSON object per line on standard error (standard output belongs to commands' results).
 * Messages and fields name datasets and codes; never a URL, a body, a position or a person.
 */
type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

function write(level: 'warn' | 'error', message: string, fields: Fields): void {
  process.stderr.write(`${JSON.stringify({ level, message, ...fields })}\n`);
}

export const log = {
  warn: (message: string, fields: Fields = {}) => write('warn', message, fields),
  error: (message: string, fields: Fields = {}) => write('error', message, fields),
};
