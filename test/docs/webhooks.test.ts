import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { newSigningSecret } from '../../src/core/delivery/signing-secrets.ts';
import { signatureHeaders } from '../../src/delivery/signature.ts';
import { codeBlocks, readPage } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'tolmach-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the README tells a receiver to do. */
async function receiverOfReadme(): Promise<(headers: object, body: string, secret: string) => unknown> {
  const code = codeBlocks(readPage('README.md')).find(({ language }) => language === 'js')?.code ?? '';
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, code);
  const { isGenuine } = await import(pathToFileURL(file).href) as { isGenuine: (headers: object, body: string, secret: string) => unknown };
  return isGenuine;
}

test('the receiver of the README refuses what is altered, old or signed by others, and takes what is ours', async () => {
  const isGenuine = await receiverOfReadme();
  const [secret, next] = [newSigningSecret(), newSigningSecret()];
  const message = { id: 'evt_1_1', at: Date.now(), body: '{"type":"client.created","name":"Ромашка"}' };
  const headers = signatureHeaders(message, [{ secret: next }, { secret, until: message.at + 1000 }]);
  expect(isGenuine(headers, `${message.body} `, secret)).toBe(false);
  expect(isGenuine({ ...headers, 'webhook-id': 'evt_1_2' }, message.body, secret)).toBe(false);
  expect(isGenuine(headers, message.body, newSigningSecret())).toBe(false);
  expect(isGenuine(signatureHeaders({ ...message, at: message.at - 600_000 }, [{ secret }]), message.body, secret)).toBe(false);
  expect([isGenuine(headers, message.body, secret), isGenuine(headers, message.body, next)]).toEqual([true, true]);
});
