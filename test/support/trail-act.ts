import type { Act } from '../../kernel/trail/trail.ts';

/** A closed read of an invented person. */
export const ACT: Act = {
  caller: { client: 'housing-desk', administration: 'housing-office' },
  kind: 'READ',
  fields: ['Citizen.address', 'Citizen.household'],
  dataset: 'invented-citizens',
  reason: { purpose: 'A social tariff', legalBasis: 'Housing code, art. 1', caseReference: 'H-2026-7' },
  request: { ids: ['85.07.30-033.61'] },
};
