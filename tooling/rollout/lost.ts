import { buildSchema, findBreakingChanges, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';

/**
 * What clients of the old contract lose in the new one, but for fields whose day has come: they were deprecated with a
 * date that is over.
 * @param today As `2027-01-31`.
 */
export function lostByClients(oldApi: string, newApi: string, today: string): readonly string[] {
  const [was, is] = [buildSchema(oldApi, { assumeValid: true }), buildSchema(newApi, { assumeValid: true })];
  return findBreakingChanges(was, is)
    .map(({ description }) => description)
    .filter((description) => !isOver(was, description, today));
}

function isOver(schema: GraphQLSchema, description: string, today: string): boolean {
  const [, typeName = '', fieldName = ''] = /^(\w+)\.(\w+) was removed\.$/.exec(description) ?? [];
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const [day] = /\d{4}-\d{2}-\d{2}/.exec(type.getFields()[fieldName]?.deprecationReason ?? '') ?? [];
  return day !== undefined && day <= today;
}
