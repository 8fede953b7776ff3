import { Arn, ArnFormat, type Stack } from 'aws-cdk-lib';

/**
 * Names of what stacks have to find of each other. They are known before anything is made, so that no stack holds on to
 * another by an export, and whoever operates this finds by the same name what an alarm tells of.
 */
export const APPLICATION = 'city-graph';

export const nameOf = (stage: string, what: string): string => `${APPLICATION}-${stage}-${what}`;

/** Of a table, by its variable: `SHARED_STATE_TABLE` to `city-graph-dev-shared-state`. */
export const tableName = (stage: string, variable: string): string => nameOf(stage, kebab(variable));

/** Of a secret, by its variable. */
export const secretName = (stage: string, variable: string): string => `${APPLICATION}/${stage}/${variable}`;

export const logGroupName = (stage: string, name: string): string => `/${APPLICATION}/${stage}/${name}`;

/** `SHARED_STATE_TABLE` to `shared-state`, `STIB_API_KEY` to `stib-api-key`. */
export const kebab = (variable: string): string =>
  variable
    .replace(/_TABLE$/, '')
    .toLowerCase()
    .replaceAll('_', '-');

/** The ARN of a table that a stage has here, in whatever partition. */
export const tableArn = (stack: Stack, resourceName: string): string =>
  Arn.format({ service: 'dynamodb', resource: 'table', resourceName }, stack);

/** The ARN of a secret by its name: Secrets Manager puts six characters behind it. */
export const secretArn = (stack: Stack, name: string): string =>
  Arn.format(
    {
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${name}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    stack,
  );
