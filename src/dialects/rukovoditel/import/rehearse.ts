import { createDraft } from '../../../core/changes/draft.ts';
import type { Crm } from '../../../core/crm.ts';

/** A crm that decides everything and writes nothing. What is read stays as it was before. */
export function rehearse(crm: Crm): Crm {
  return {
    ...crm,
    storage: { ...crm.storage, saveEntities: async () => true, writeSetting: async () => undefined },
    async write(author, decide) {
      const decision = await decide(createDraft(author, crm.clock()), await crm.directory());
      return { decision, idOf: (id) => (typeof id === 'number' ? id : 0) };
    },
  };
}
