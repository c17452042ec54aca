import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf } from '../../../test/factories.ts';
import { openFileOffice, type FileOffice } from '../../../test/files.ts';
import { addComment } from '../comments/add-comment.ts';
import { deleteComment } from '../comments/delete-comment.ts';
import { listComments } from '../comments/list-comments.ts';
import { updateComment } from '../comments/update-comment.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { createRecord } from '../records/create-record.ts';
import { readRecord } from '../records/read-record.ts';
import type { ProposedWrite } from './write-filters.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: filters of comments`, () => {
    let office: FileOffice;
    let crm: Crm;
    let asked: string[] = [];
    let refused: string | undefined;
    beforeAll(async () => {
      office = await openFileOffice(engine);
      crm = { ...office.crm, filters: { watches: () => true, pass: async (write) => look(write) } };
    });
    beforeEach(() => {
      asked = [];
      refused = undefined;
    });
    afterAll(() => office.dispose());

    function look({ entity, action, values }: ProposedWrite): ProposedWrite['values'] {
      asked.push(`${entity} ${action}`);
      if (`${entity} ${action}` === refused) throw new CrmError('refused', { reason: 'нельзя' });
      return entity === 'comment' ? { ...values, ...(typeof values['text'] === 'string' ? { text: values['text'].toUpperCase() } : {}) } : values;
    }
    const worker = (): ReturnType<typeof contextOf> => contextOf(office.worker);
    const texts = async (project: number): Promise<readonly string[]> => (await listComments(crm, worker(), 'project', project, { offset: 0, limit: 10 })).comments.map(({ text }) => text);
    const project = (): Promise<number> => createRecord(office.crm, worker(), 'project', { name: 'П' });

    test('a refusal of the comment, or of what it changes in its record, leaves both as they were', async () => {
      const id = await project();
      const comment = await addComment(crm, worker(), 'project', id, { text: 'было' });
      for (const step of ['comment add', 'project edit']) {
        refused = step;
        await expect(addComment(crm, worker(), 'project', id, { text: 'x', values: { name: 'Иначе' } })).rejects.toMatchObject({ code: 'refused' });
      }
      refused = 'comment edit';
      await expect(updateComment(crm, worker(), comment, { text: 'x' })).rejects.toMatchObject({ code: 'refused' });
      refused = 'comment delete';
      await expect(deleteComment(crm, worker(), comment)).rejects.toMatchObject({ code: 'refused' });
      expect([await texts(id), await readRecord(crm, worker(), 'project', id)]).toMatchObject([['БЫЛО'], { name: 'П', version: 1 }]);
    });

    test('each is asked about once, and what a filter changes is kept', async () => {
      const id = await project();
      const comment = await addComment(crm, worker(), 'project', id, { text: 'один', values: { name: 'Иначе' } });
      await updateComment(crm, worker(), comment, { text: 'два' });
      expect(await texts(id)).toEqual(['ДВА']);
      await deleteComment(crm, worker(), comment);
      expect(asked).toEqual(['project edit', 'comment add', 'comment edit', 'comment delete']);
    });
  });
}
