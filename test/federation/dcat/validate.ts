import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { ROOT } from '../../../tooling/folders.ts';

const shapes = new Store(
  new Parser().parse(readFileSync(join(ROOT, 'test', 'federation', 'dcat', 'shapes.ttl'), 'utf8')),
);
const validator = new Validator(shapes);

/** Whoever reads the catalogue must not have to fetch anything. */
const refuseToFetch = (url: string): never => {
  throw new Error(`The document asks for ${url}.`);
};

/** The triples of a JSON-LD document. */
export async function toRdf(text: string): Promise<Store> {
  // Without `safe` what is no valid RDF would be dropped without a word.
  const options = { format: 'application/n-quads', documentLoader: refuseToFetch, safe: true } as const;
  const quads = await jsonld.toRDF(JSON.parse(text), options);
  return new Store(new Parser({ format: 'N-Quads' }).parse(String(quads)));
}

/** What is wrong with a catalogue by the shapes beside this file, such as `MinCount title of catalogue#villo-stations`. */
export async function violationsOf(graph: Store): Promise<readonly string[]> {
  const { results } = await validator.validate(graph);
  return results.map(({ focusNode, path, sourceConstraintComponent }) => {
    const constraint = nameOf(sourceConstraintComponent).replace('ConstraintComponent', '');
    return [constraint, nameOf(path), 'of', nameOf(focusNode)].filter(Boolean).join(' ');
  });
}

/** `catalogue#villo-stations` of the catalogue's own things, the last part of other names; nothing of what has none. */
function nameOf(term: unknown): string {
  const isNamed = typeof term === 'object' && term !== null && 'value' in term && 'termType' in term;
  if (!isNamed || term.termType !== 'NamedNode') return '';
  return /(catalogue(#.*)?|[^/#]*)$/.exec(String(term.value))?.[0] ?? '';
}
