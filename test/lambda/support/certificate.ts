import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A key and a certificate for the Function URLs of a region, made for now; whoever trusts `file` trusts it. */
export function certificateFor(region: string, folder: string): { key: Buffer; cert: Buffer; file: string } {
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const name = `*.lambda-url.${region}.on.aws`;
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', file];
  const said = ['-days', '1', '-subj', '/CN=Function URLs', '-addext', `subjectAltName=DNS:${name}`];
  execFileSync('openssl', ['req', '-x509', ...made, ...said], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(file), file };
}
