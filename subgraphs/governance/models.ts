import type { MunicipalityRecord } from '../../kernel/geography/urbis-municipalities/source.ts';

export type { MunicipalityRecord };
