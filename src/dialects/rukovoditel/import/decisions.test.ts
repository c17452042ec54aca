import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { buildUser, openCrm, SETUP, type TestCrm } from '../../../../test/factories.ts';
import { matchKey } from '../../../core/text/fold.ts';
import { decide } from './decisions.ts';
import { userIds } from './ids.ts';
import type { Survey } from './survey.ts';

const surveyOf = (users: Survey['users']): Survey => ({ prefix: 'app_', rows: () => [], counts: new Map(), nested: new Set(), users, bytes: 0, digest: '' });

describe.each(testedEngines())('on $name', (engine) => {
  let opened: TestCrm;
  beforeAll(async () => {
    opened = await openCrm(engine);
    await buildUser(opened.crm, { login: 'boss' });
    const leaver = await buildUser(opened.crm, { login: 'leaver' });
    await opened.crm.write(SETUP, async (draft) => draft.remove('user', leaver.record));
    await opened.crm.write(SETUP, async (draft) => draft.insertAs('comment', 40, { entity: 'client', record: 1, text: 'x' }));
  });
  afterAll(() => opened.dispose());

  test('the id of a user who was deleted here is not given again, and comments follow those that are here', async () => {
    expect(await decide(opened.crm, surveyOf([{ id: 2, login: 'anna' }, { id: 9, login: 'ivan' }]))).toEqual({ moved: [[2, 10]], matched: [], commentsAfter: 40 });
  });

  test('whoever is in the dump, one login is one account, and nobody gets an id that another has', async () => {
    const people = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 8 }), login: fc.constantFrom('', 'boss', 'BOSS', 'leaver', 'anna', 'Анна', 'анна', 'ivan') }), { selector: ({ id }) => id });
    await fc.assert(fc.asyncProperty(people, async (users) => {
      const survey = surveyOf(users);
      const decisions = await decide(opened.crm, survey);
      const idOf = userIds(survey, decisions);
      const owners = new Map<number, string>([[1, 'boss'], [2, 'somebody who is gone']]);
      for (const { id, login } of users) {
        const own = idOf(id) ?? 0;
        const name = login === '' ? `nameless ${id}` : matchKey(login);
        expect(owners.get(own) ?? name).toBe(name);
        owners.set(own, name);
      }
      expect(new Set(owners.values()).size).toBe(owners.size);
    }), { numRuns: 50 });
  });
});
