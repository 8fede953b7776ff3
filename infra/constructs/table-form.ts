import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  type TablePropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { TableDefinition } from '../../kernel/table.ts';

const keyed = ([partition, sort]: TableDefinition['keys']) => ({
  partitionKey: { name: partition, type: AttributeType.STRING },
  sortKey: { name: sort, type: AttributeType.STRING },
});

/** A table's form as it is declared, in the CDK's words: paid by request, and recoverable to any second of 35 days. */
export function formOf({ keys, indexes = {}, expires }: TableDefinition): TablePropsV2 {
  return {
    ...keyed(keys),
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    globalSecondaryIndexes: Object.entries(indexes).map(
      ([indexName, own]): GlobalSecondaryIndexPropsV2 => ({
        indexName,
        ...keyed(own),
        projectionType: ProjectionType.KEYS_ONLY,
      }),
    ),
    ...(expires ? { timeToLiveAttribute: expires } : {}),
  };
}
