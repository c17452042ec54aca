import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { openFileOffice, type FileOffice } from '../../../test/files.ts';
import { contextOf, NOON } from '../../../test/factories.ts';
import type { Account } from '../accounts/account.ts';
import { addFiles } from '../files/add-files.ts';
import { storeFile } from '../files/store-file.ts';
import { createRecord } from '../records/create-record.ts';
import { deleteRecord } from '../records/delete-record.ts';
import type { WriteManner } from '../records/plan-new.ts';
import { purgeRecord } from '../records/purge-record.ts';
import { readRecord } from '../records/read-record.ts';
import { restoreRecord } from '../records/restore-record.ts';
import type { CrmRecord } from '../values.ts';
import { addComment, type NewComment } from './add-comment.ts';
import type { Comment } from './comment.ts';
import { deleteComment } from './delete-comment.ts';
import { listComments } from './list-comments.ts';
import { readCommentFile } from './read-comment-file.ts';
import { updateComment } from './update-comment.ts';

const DROP: WriteManner = { closed: 'drop', required: false };
const EMPTY = { code: 'invalid', facts: { entity: 'comment', faults: [{ field: 'text', fault: 'required' }] } };

for (const engine of testedEngines()) {
  describe(`${engine.name}: comments`, () => {
    let office: FileOffice;
    let other: Account;
    beforeAll(async () => {
      office = await openFileOffice(engine);
      other = { ...office.worker, id: office.manager.id };
    });
    afterAll(() => office.dispose());

    const project = (values: object = {}): Promise<number> => createRecord(office.crm, contextOf(office.worker), 'project', { name: 'П', ...values });
    const item = (id: number): Promise<CrmRecord> => readRecord(office.crm, contextOf(office.worker), 'project', id);
    const add = (id: number, comment: NewComment, account = office.worker, manner?: WriteManner): Promise<number> => addComment(office.crm, contextOf(account), 'project', id, comment, manner);
    const list = async (id: number, account = office.worker): Promise<readonly Comment[]> => (await listComments(office.crm, contextOf(account), 'project', id, { offset: 0, limit: 100 })).comments;
    const events = (id: number): Promise<unknown> => office.store.sql('SELECT name, actor_id FROM outbox WHERE entity = $1 AND record_id = $2 ORDER BY id', ['comment', id]);
    async function paper(account: Account, name: string): Promise<string> {
      const [file = ''] = await addFiles(office.crm, contextOf(account), [await storeFile(office.crm, { name, bytes: Buffer.from(name) })]);
      return file;
    }

    describe('adding', () => {
      test('is refused on what is not seen, without the right, and where nobody comments', async () => {
        const id = await project();
        await expect(add(id, { text: 'x' }, office.stranger)).rejects.toMatchObject({ code: 'not_found', facts: { entity: 'project' } });
        await expect(add(id, { text: 'x' }, office.guest)).rejects.toMatchObject({ code: 'forbidden' });
        await expect(add(999_999, { text: 'x' }, office.boss)).rejects.toMatchObject({ code: 'not_found' });
        const silent = await createRecord(office.crm, contextOf(office.worker), 'silent_project', { name: 'Т' });
        await expect(addComment(office.crm, contextOf(office.boss), 'silent_project', silent, { text: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
        expect(await list(id)).toEqual([]);
      });

      test('is refused when nothing is said, or what is said does not fit', async () => {
        const id = await project();
        for (const nothing of [{}, { text: ' \n' }, { files: [] }, { values: {} }, { values: { spent: '' } }]) await expect(add(id, nothing)).rejects.toMatchObject(EMPTY);
        await expect(add(id, { text: 'x'.repeat(65_001) })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'text', fault: 'too_long', limit: 65_000 }] } });
        await expect(add(id, { values: { spent: 'много' } })).rejects.toMatchObject({ code: 'invalid', facts: { entity: 'project', faults: [{ field: 'spent', fault: 'wrong_type' }] } });
        await expect(add(id, { text: 'x', files: [await paper(office.boss, 'foreign.pdf')] })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'files', fault: 'unknown_value' }] } });
        expect(await list(id)).toEqual([]);
        expect(await item(id)).toMatchObject({ version: 1 });
      });

      test('a field that is not the caller’s to change is refused or left out, as the face wants it', async () => {
        const id = await project({ stage: 'начат' });
        await expect(add(id, { text: 'x', values: { twice: 5 } })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'twice', fault: 'read_only' }] } });
        await add(id, { text: 'x', values: { twice: 5 } }, office.worker, DROP);
        await expect(add(id, { values: { twice: 5 } }, office.worker, DROP)).rejects.toMatchObject(EMPTY);
        expect(await item(id)).toMatchObject({ version: 1 });
      });

      test('text, files and changes of the record are one transaction, told to the outbox', async () => {
        const id = await project({ stage: 'начат', spent: 1 });
        const file = await paper(office.worker, 'акт.pdf');
        const comment = await add(id, { text: '<p>Готово</p>', files: [file], values: { stage: 'сдан', spent: '0,5' } });
        expect(await list(id)).toEqual([{ id: comment, text: '<p>Готово</p>', author: office.worker.id, at: NOON, files: [{ id: Number(file.split('/')[0]), name: 'акт.pdf' }], values: { stage: 'сдан', spent: 0.5 } }]);
        expect(await item(id)).toMatchObject({ stage: 'сдан', spent: 1.5, twice: 3, version: 2 });
        expect(await events(comment)).toEqual([{ name: 'comment.created', actor_id: office.worker.id }]);
      });

      test('a comment without changes leaves the record as it is', async () => {
        const id = await project();
        await add(id, { text: 'просто слова' });
        expect(await item(id)).toMatchObject({ version: 1, updated_at: null });
      });

      test('nobody speaks for others, except who may change their comments', async () => {
        const id = await project();
        await expect(add(id, { text: 'x', author: office.boss.id })).rejects.toMatchObject({ code: 'forbidden' });
        await expect(add(id, { text: 'x', author: 999_999 }, office.boss)).rejects.toMatchObject({ code: 'invalid' });
        await add(id, { text: 'x', author: office.worker.id }, office.boss);
        expect(await list(id)).toMatchObject([{ author: office.worker.id }]);
      });
    });

    describe('additive fields', () => {
      test('comments of the same moment all count', async () => {
        const id = await project();
        await Promise.all([1.5, 1.5, 0.1, 0.2].map((spent) => add(id, { values: { spent } })));
        expect(await item(id)).toMatchObject({ spent: 3.3 });
        const two = await project();
        await Promise.all([add(two, { values: { spent: 1.5 } }), add(two, { values: { spent: 1.5 } }, office.boss)]);
        expect(await item(two)).toMatchObject({ spent: 3 });
      });

      test('a sum that cannot be exact is refused', async () => {
        const id = await project({ spent: 123_456_789_012_345 });
        await expect(add(id, { values: { spent: 0.1 } })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'spent', fault: 'out_of_range' }] } });
      });

      test('whatever is added and removed, the field is the exact sum of what is left', async () => {
        const part = fc.integer({ min: -5_000_000, max: 5_000_000 });
        await fc.assert(fc.asyncProperty(part, fc.array(fc.record({ micros: part, removed: fc.boolean() }), { minLength: 1, maxLength: 6 }), async (start, parts) => {
          const id = await project({ spent: Number(`${start}e-6`) });
          const comments: number[] = [];
          for (const { micros } of parts) comments.push(await add(id, { values: { spent: `${micros}e-6` } }));
          for (const [index, { removed }] of parts.entries()) if (removed) await deleteComment(office.crm, contextOf(office.worker), comments[index] ?? 0);
          const left = parts.filter(({ removed }) => !removed);
          expect(await item(id)).toMatchObject({ spent: Number(`${left.reduce((sum, { micros }) => sum + micros, start)}e-6`) });
          expect((await list(id)).map(({ values }) => values['spent'])).toEqual(left.map(({ micros }) => Number(`${micros}e-6`)));
        }), { numRuns: 8 });
      });
    });

    describe('seeing', () => {
      test('takes the right, and hides what of the record is hidden', async () => {
        const id = await project();
        await add(id, { text: 'x', files: [await paper(office.worker, 'a.txt')], values: { stage: 'тайна', name: 'Открыто', spent: 7 } });
        await expect(list(id, office.stranger)).rejects.toMatchObject({ code: 'not_found' });
        await expect(list(id, { ...office.guest, role: { ...office.guest.role, id: 0 } })).rejects.toMatchObject({ code: 'not_found' });
        expect(await list(id, office.guest)).toMatchObject([{ text: 'x', values: { name: 'Открыто' } }]);
        expect(Object.keys((await list(id, office.guest))[0]?.values ?? {})).toEqual(['name']);
      });

      test('comes in pages, newest last, with the number of all', async () => {
        const [id, neighbour] = [await project(), await project()];
        for (const text of ['один', 'два', 'три']) await add(id, { text });
        await add(neighbour, { text: 'чужой' });
        const page = async (offset: number, limit: number): Promise<unknown> => {
          const { comments, total } = await listComments(office.crm, contextOf(office.worker), 'project', id, { offset, limit });
          return [comments.map(({ text }) => text), total];
        };
        expect(await page(0, 2)).toEqual([['один', 'два'], 3]);
        expect(await page(2, 2)).toEqual([['три'], 3]);
        expect(await page(3, 2)).toEqual([[], 3]);
      });

      test('a file of a comment is given through the comment alone', async () => {
        const id = await project();
        const comment = await add(id, { files: [await paper(office.worker, 'a.txt')] });
        await expect(readCommentFile(office.crm, contextOf(office.stranger), comment, 'a.txt')).rejects.toMatchObject({ code: 'not_found', facts: { entity: 'comment', id: comment } });
        await expect(readCommentFile(office.crm, contextOf(office.worker), comment, 'b.txt')).rejects.toMatchObject({ code: 'not_found', facts: { entity: 'file' } });
        await expect(readCommentFile(office.crm, contextOf(office.worker), 999_999, 'a.txt')).rejects.toMatchObject({ code: 'not_found' });
        expect((await readCommentFile(office.crm, contextOf(office.guest), comment, 'a.txt')).bytes.toString()).toBe('a.txt');
      });
    });

    describe('changing and deleting', () => {
      test('is refused to those who may only see or add, and for the comments of others', async () => {
        const id = await project();
        const [own, foreign] = [await add(id, { text: 'мой' }), await add(id, { text: 'начальника' }, office.boss)];
        for (const [account, comment, refusal] of [[office.stranger, own, 'not_found'], [office.guest, own, 'forbidden'], [office.worker, foreign, 'forbidden'], [other, own, 'forbidden']] as const) {
          await expect(updateComment(office.crm, contextOf(account), comment, { text: 'y' })).rejects.toMatchObject({ code: refusal });
          await expect(deleteComment(office.crm, contextOf(account), comment)).rejects.toMatchObject({ code: refusal });
        }
        expect(await list(id)).toMatchObject([{ text: 'мой' }, { text: 'начальника' }]);
      });

      test('a comment is not changed into nothing, nor to the files of others', async () => {
        const id = await project();
        const comment = await add(id, { text: 'слова' });
        await expect(updateComment(office.crm, contextOf(office.worker), comment, { text: ' ' })).rejects.toMatchObject(EMPTY);
        await expect(updateComment(office.crm, contextOf(office.worker), comment, { files: [await paper(office.boss, 'foreign.pdf')] })).rejects.toMatchObject({ code: 'invalid' });
        expect(await updateComment(office.crm, contextOf(office.worker), comment, { text: 'слова' })).toBe(false);
      });

      test('who may changes text and files, and the right to all reaches everybody’s', async () => {
        const id = await project();
        const comment = await add(id, { text: 'было', files: [await paper(office.worker, 'a.txt')] });
        expect(await updateComment(office.crm, contextOf(office.boss), comment, { text: 'стало' })).toBe(true);
        expect(await updateComment(office.crm, contextOf(office.worker), comment, { files: [] })).toBe(true);
        expect(await list(id)).toMatchObject([{ text: 'стало', files: [], author: office.worker.id }]);
        expect(await events(comment)).toMatchObject([{ name: 'comment.created' }, { name: 'comment.updated' }, { name: 'comment.updated' }]);
      });

      test('a deleted comment takes its part back once, however often it is deleted at the same time', async () => {
        const id = await project({ spent: 1 });
        const comment = await add(id, { values: { spent: 2.5, stage: 'сдан' } });
        const outcomes = await Promise.allSettled([1, 2, 3].map(() => deleteComment(office.crm, contextOf(office.worker), comment)));
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await item(id)).toMatchObject({ spent: 1, stage: 'сдан' });
        expect(await list(id)).toEqual([]);
        expect(await events(comment)).toMatchObject([{ name: 'comment.created' }, { name: 'comment.deleted' }]);
      });
    });

    test('the comments of a deleted record wait for it, and go with it when it is purged', async () => {
      const [id, neighbour] = [await project(), await project()];
      const comment = await add(id, { text: 'x' });
      await add(neighbour, { text: 'остаётся' });
      await deleteRecord(office.crm, contextOf(office.worker), 'project', id);
      await expect(updateComment(office.crm, contextOf(office.boss), comment, { text: 'y' })).rejects.toMatchObject({ code: 'not_found' });
      await restoreRecord(office.crm, contextOf(office.worker), 'project', id);
      expect(await list(id)).toMatchObject([{ text: 'x' }]);
      await deleteRecord(office.crm, contextOf(office.worker), 'project', id);
      await purgeRecord(office.crm, contextOf(office.worker), 'project', id);
      expect(await office.crm.storage.readRecord('comment', comment)).toBeUndefined();
      expect(await list(neighbour)).toMatchObject([{ text: 'остаётся' }]);
    });
  });
}
