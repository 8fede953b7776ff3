import type { Caller } from '../../../kernel/caller.ts';
import { ERRORS, RequestError } from '../../../kernel/errors.ts';
import type { MutationResolvers } from '../__generated__/types.ts';
import { checkId, checkKey, checkVersion, contentIn, newContentIn, noteIn } from '../project-input.ts';
import { stepped } from '../project-status.ts';

export const Mutation: MutationResolvers = {
  createProject: (_, { input, idempotencyKey }, { caller, loaders }) => {
    const { status = 'IDEA', note: why, ...given } = input;
    const [id, content, note] = [checkId(input.id), newContentIn(input), noteIn(why)];
    return loaders.changeProject({
      caller: known(caller),
      id,
      seen: null,
      idempotencyKey: checkKey(idempotencyKey),
      request: { create: input },
      fields: fieldsOf([...Object.keys(given), 'status', 'history']),
      made: (since) => ({ id, ...content, history: stepped([], { status, since, note }) }),
    });
  },
  updateProject: (_, { id, version, changes, idempotencyKey }, { caller, loaders }) => {
    const content = contentIn(changes);
    const names = Object.keys(changes);
    if (names.length === 0) throw new RequestError('BAD_USER_INPUT', '"changes" has nothing that is changed.');
    return loaders.changeProject({
      caller: known(caller),
      id: checkId(id),
      seen: checkVersion(version),
      idempotencyKey: checkKey(idempotencyKey),
      request: { update: changes, id, version },
      fields: fieldsOf(names),
      made: (_at, before) => ({ ...before, ...content }),
    });
  },
  changeProjectStatus: (_, { id, version, status, note: why, idempotencyKey }, { caller, loaders }) => {
    const note = noteIn(why);
    return loaders.changeProject({
      caller: known(caller),
      id: checkId(id),
      seen: checkVersion(version),
      idempotencyKey: checkKey(idempotencyKey),
      request: { status, note: why ?? null, id, version },
      fields: fieldsOf(['status', 'history']),
      made: (since, before) => ({ ...before, history: stepped(before.history, { status, since, note }) }),
    });
  },
};

const fieldsOf = (names: readonly string[]): string[] => names.map((name) => `Project.${name}`).toSorted();

/** The schema lets nobody else in. */
function known(caller: Caller | null): Caller {
  if (caller) return caller;
  throw new RequestError('FORBIDDEN', `"Mutation" ${ERRORS.FORBIDDEN.says}.`);
}
