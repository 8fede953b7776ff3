import { unknownId } from '../../../kernel/errors.ts';
import { localize } from '../../../kernel/text.ts';
import type { EnterpriseResolvers } from '../__generated__/types.ts';
import { formatEnterpriseNumber, notAnEnterpriseNumber, parseEnterpriseNumber } from '../enterprise-number.ts';
import type { Context } from '../loaders.ts';
import type { EnterpriseModel } from '../models.ts';

/** An enterprise that the register's index names, and so must know. */
export async function enterpriseOf(number: string, { loaders }: Context): Promise<EnterpriseModel> {
  const enterprise = await loaders.enterprise.load(number);
  if (!enterprise) throw unknownId('Enterprise', formatEnterpriseNumber(number));
  return enterprise;
}

export const Enterprise: EnterpriseResolvers = {
  __resolveReference: (reference, context) => {
    const number = parseEnterpriseNumber(reference.number);
    return number ? enterpriseOf(number, context) : notAnEnterpriseNumber(reference.number);
  },
  number: ({ number }) => formatEnterpriseNumber(number),
  name: ({ names }, _, { languages }) => localize(names, languages),
  municipality: ({ nisCode }) => ({ nisCode }),
};
