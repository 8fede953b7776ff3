import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/**
 * The trail's table, as it has to be created. Nothing in it expires: a trail that is not to be kept any longer is
 * dropped as a whole table.
 */
export const TRAIL_TABLE: Omit<CreateTableCommandInput, 'TableName'> = {
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  SSESpecification: { Enabled: true, SSEType: 'KMS' },
  DeletionProtectionEnabled: true,
};
