import { expect, onTestFinished, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { openCrm } from '../../../../test/factories.ts';
import { createPasswordCheck } from '../../../core/accounts/password-check.ts';
import { runSample } from './testing/run-sample.ts';

test.each(testedEngines())('users sign in with the passwords they had, unless they are inactive ($name)', async (engine) => {
  const opened = await openCrm(engine);
  onTestFinished(() => opened.dispose());
  await runSample(opened.crm);
  const passwords = createPasswordCheck({ crm: opened.crm });
  expect(await passwords.check('admin', 'test12345', '127.0.0.1')).toMatchObject({ ok: true, account: { id: 1, administrator: true, role: { code: 'administrator' } } });
  expect(await passwords.check('admin', 'test1234', '127.0.0.1')).toMatchObject({ ok: false, reason: 'wrong' });
  expect(await passwords.check('ivan', 'test12345', '127.0.0.1')).toMatchObject({ ok: false, reason: 'inactive' });
});
