import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** What a schema has at a coordinate: something that can be deprecated. */
interface Part {
  readonly deprecationReason?: string | null | undefined;
}

/**
 * Whether what was at a coordinate (`Type.field`, `Type.field.argument`, `Enum.VALUE`) may be gone: the reason of its
 * deprecation names the day until which it is answered, and that is over. A type may be gone when all that led to it may.
 * @param today as `2026-03-02`
 */
export function isPastSunset(released: GraphQLSchema, coordinate: string, today: string): boolean {
  const [typeName = '', field, argument] = coordinate.split('.');
  const type = released.getType(typeName);
  if (!type) return false;
  if (field === undefined) return ways(released, type).every((way) => isPastSunset(released, way, today));
  const own = partsOf(type).get(field);
  const part = argument === undefined ? own : argumentsOf(type, field).get(argument);
  return [own, part].some((each) => isOver(each, today));
}

function isOver(part: Part | undefined, today: string): boolean {
  const day = /\d{4}-\d{2}-\d{2}/.exec(part?.deprecationReason ?? '')?.[0];
  return day !== undefined && day < today;
}

function partsOf(type: GraphQLNamedType): ReadonlyMap<string, Part> {
  if (isEnumType(type)) return new Map(type.getValues().map((value) => [value.name, value]));
  return new Map(isInputObjectType(type) || hasFields(type) ? Object.entries(type.getFields()) : []);
}

const hasFields = (type: GraphQLNamedType) => isObjectType(type) || isInterfaceType(type);

function argumentsOf(type: GraphQLNamedType, field: string): ReadonlyMap<string, Part> {
  const found = hasFields(type) ? type.getFields()[field] : undefined;
  return new Map(found?.args.map((argument) => [argument.name, argument]));
}

/** Coordinates of everything that has a type, but for what it has of itself. */
function ways(schema: GraphQLSchema, wanted: GraphQLNamedType): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => type !== wanted && !type.name.startsWith('__'))
    .flatMap((type) => {
      if (isInputObjectType(type)) {
        const fields = Object.values(type.getFields());
        return fields.filter((field) => getNamedType(field.type) === wanted).map(({ name }) => `${type.name}.${name}`);
      }
      if (!hasFields(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => {
        const coordinate = `${type.name}.${field.name}`;
        const args = field.args.filter((argument) => getNamedType(argument.type) === wanted);
        return [
          ...(getNamedType(field.type) === wanted ? [coordinate] : []),
          ...args.map(({ name }) => `${coordinate}.${name}`),
        ];
      });
    });
}
