import {
  type DirectiveNode,
  defaultFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import type { Caller } from './caller.ts';
import { ERRORS, RequestError } from './errors.ts';

/**
 * What a caller has to be granted: to be somebody (`@authenticated`), or one of several sets of scopes
 * (`@requiresScopes`) or of policies (`@policy`), of one set all.
 */
export type Need =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** The policies that a schema may name, and when they hold. One that is not here holds for nobody. */
const POLICIES: ReadonlyMap<string, (caller: Caller) => boolean> = new Map([
  ['administration', ({ administration }: Caller) => administration !== null],
]);

/** What directives say that a caller needs. */
export function needsIn(directives: readonly DirectiveNode[] = []): readonly Need[] {
  return directives.flatMap(({ name, arguments: args }): Need[] => {
    if (name.value === 'authenticated') return [{ kind: 'authenticated' }];
    const kind = name.value === 'requiresScopes' ? 'scopes' : name.value === 'policy' ? 'policies' : null;
    const value = args?.[0]?.value;
    return kind && value ? [{ kind, anyOf: valueFromASTUntyped(value) as string[][] }] : [];
  });
}

/** Whether a caller has been granted a need; nobody (`null`) has been granted anything. */
export function isGranted(need: Need, caller: Caller | null): boolean {
  if (!caller) return false;
  if (need.kind === 'authenticated') return true;
  const has = (name: string): boolean =>
    need.kind === 'scopes' ? caller.scopes.includes(name) : (POLICIES.get(name)?.(caller) ?? false);
  return need.anyOf.some((all) => all.every(has));
}

/** The message for a field that somebody asked for and may not have. */
export function forbidden(coordinate: string, needs: readonly Need[]): string {
  const wanted = needs.map((need) => {
    if (need.kind === 'authenticated') return 'to know who asks';
    const sets = need.anyOf.map((all) => all.map((name) => `"${name}"`).join(' and ')).join(', or ');
    return need.kind === 'scopes' ? `the scope ${sets}` : `the policy ${sets} to hold`;
  });
  return `"${coordinate}" ${ERRORS.FORBIDDEN.says}: it needs ${wanted.join(', and ')}.`;
}

/**
 * The schema, whose closed fields are resolved only for whom they are open to: the gateway has judged it before, and is
 * not trusted alone. Changes the given schema.
 */
export function guard<Context extends { readonly caller: Caller | null }>(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const needs = [type, field, getNamedType(field.type)].flatMap(saidOf);
      if (needs.length === 0) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context: Context, info) => {
        if (needs.every((need) => isGranted(need, context.caller))) return resolve(source, args, context, info);
        throw new RequestError('FORBIDDEN', forbidden(`${type.name}.${field.name}`, needs));
      };
    }
  }
  return schema;
}

interface Said {
  readonly astNode?: { readonly directives?: readonly DirectiveNode[] } | null | undefined;
  readonly extensionASTNodes?: readonly { readonly directives?: readonly DirectiveNode[] }[];
}

/** What is said of a type or field, and wherever the type is extended. */
function saidOf({ astNode, extensionASTNodes = [] }: Said): readonly Need[] {
  return [astNode, ...extensionASTNodes].flatMap((node) => needsIn(node?.directives));
}
